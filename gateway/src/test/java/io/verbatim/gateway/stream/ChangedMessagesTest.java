package io.verbatim.gateway.stream;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.FindMessageChanges;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is told live of messages that change, and of what somebody chooses for itself.
class ChangedMessagesTest {
    private static final String HEART = "\u2764\ufe0f";
    private static final String THUMB = "\ud83d\udc4d";

    private StreamServer stream;
    private History history;

    @BeforeEach
    void start() {
        history = Histories.talked();
        stream = StreamServer.start(history);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void shouldTellAnEditToAllWhoSeeTheMessage() {
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            RecordedEvent edited = stream.happens(history.edited(ANA.uid(), BOB.uid(), 1, "Hello, Bob"));

            JsonNode own = ana.nextEvent("message.edited");
            assertThat(own.at("/data/status").asString()).isEqualTo("sent");
            JsonNode others = bob.nextEvent("message.edited");
            assertThat(others.at("/data").has("status")).isFalse();
            assertThat(others.at("/data/text").asString()).isEqualTo("Hello, Bob");
            assertThat(others.at("/data/seq").asInt()).isEqualTo(1);
            assertThat(others.at("/data/version").asLong()).isEqualTo(edited.version());
            assertThat(others.at("/data").has("editedAt")).isTrue();
        }
    }

    @Test
    void shouldTellATombstone() {
        try (SocketClient bob = stream.live(BOB)) {
            RecordedEvent deleted = stream.happens(history.deleted(ANA.uid(), BOB.uid(), 1));

            JsonNode told = bob.nextEvent("message.deleted");
            assertThat(told.at("/data").has("text")).isFalse();
            assertThat(told.at("/data/deletedBy").asString()).isEqualTo("ana");
            assertThat(told.at("/data/version").asLong()).isEqualTo(deleted.version());
        }
    }

    @Test
    void shouldTellNothingThatTheFoldHasDropped() {
        try (SocketClient bob = stream.live(BOB)) {
            stream.happens(history.deleted(ANA.uid(), BOB.uid(), 1));
            bob.nextEvent("message.deleted");
            stream.happens(history.edited(ANA.uid(), BOB.uid(), 1, "Hello, Bob"));
            stream.happens(history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true));
            stream.happens(history.reacted(BOB.uid(), ANA.uid(), 2, HEART, false));
            bob.nothingMore();
            assertThat(stream.views().asked(FindMessageChanges.class)).hasSize(4);
        }
    }

    @Test
    void shouldTellEachReactionByItself() {
        try (SocketClient ana = stream.live(ANA)) {
            RecordedEvent receipt = history.read(BOB.uid(), ANA.uid(), 3).last();
            stream.feed().emit(receipt); // a round is under way: what follows is told together
            RecordedEvent heart =
                    history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true).last();
            RecordedEvent thumb =
                    history.reacted(BOB.uid(), ANA.uid(), 1, THUMB, true).last();
            RecordedEvent again =
                    history.reacted(BOB.uid(), ANA.uid(), 1, THUMB, true).last();
            stream.feed().emit(heart, thumb, again);
            stream.views().see(receipt, heart, thumb, again);

            ana.nextEvent("receipts.changed");
            JsonNode first = ana.nextEvent("message.reacted");
            assertThat(first.at("/data/reaction/emoji").asString()).isEqualTo(HEART);
            assertThat(first.at("/data/reaction/userId").asString()).isEqualTo("bob");
            assertThat(first.at("/data/reaction/active").asBoolean()).isTrue();
            assertThat(first.at("/data/version").asLong()).isEqualTo(heart.version());
            JsonNode second = ana.nextEvent("message.reacted");
            assertThat(second.at("/data/reaction/emoji").asString()).isEqualTo(THUMB);
            assertThat(second.at("/data/version").asLong()).isEqualTo(thumb.version());
            ana.nothingMore();
        }
    }

    @Test
    void shouldNotTellOfARemovalThatChangesNothingBesideWhatDoes() {
        RecordedEvent put =
                history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true).last();
        stream.feed().emit(put);
        stream.views().see(put);
        try (SocketClient ana = stream.live(ANA)) {
            RecordedEvent receipt = history.read(BOB.uid(), ANA.uid(), 3).last();
            stream.feed().emit(receipt); // a round is under way: what follows is told together
            RecordedEvent none =
                    history.reacted(BOB.uid(), ANA.uid(), 1, THUMB, false).last();
            RecordedEvent removed =
                    history.reacted(BOB.uid(), ANA.uid(), 1, HEART, false).last();
            RecordedEvent edited =
                    history.edited(ANA.uid(), BOB.uid(), 1, "Hello, Bob").last();
            stream.feed().emit(none, removed, edited);
            stream.views().see(receipt, none, removed, edited);

            ana.nextEvent("receipts.changed");
            JsonNode told = ana.nextEvent("message.reacted");
            assertThat(told.at("/data/version").asLong()).isEqualTo(removed.version());
            assertThat(told.at("/data/reaction/emoji").asString()).isEqualTo(HEART);
            assertThat(told.at("/data/reaction/active").asBoolean()).isFalse();
            ana.nextEvent("message.edited");
            ana.nothingMore();
        }
    }

    @Test
    void shouldTellNothingOfAMessageToWhoHasHiddenIt() {
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            stream.happens(history.hidden(BOB.uid(), ANA.uid(), 1));
            JsonNode hidden = bob.nextEvent("conversation.hidden");
            assertThat(hidden.at("/data/conversationId").asString()).isEqualTo(ANA_AND_BOB.value());
            assertThat(hidden.at("/data/seqs/0").asLong()).isEqualTo(1);

            stream.happens(history.edited(ANA.uid(), BOB.uid(), 1, "Hello, Bob"));
            ana.nextEvent("message.edited");
            ana.nothingMore();
            bob.nothingMore();
        }
    }

    @Test
    void shouldTellOnesOwnDevicesWhatOneChooses() {
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            RecordedEvent cleared = stream.happens(history.cleared(BOB.uid(), ANA.uid(), 2));
            JsonNode told = bob.nextEvent("conversation.cleared");
            assertThat(told.at("/data/clearedSeq").asLong()).isEqualTo(2);
            assertThat(told.at("/data/version").asLong()).isEqualTo(cleared.version());

            stream.happens(history.set(BOB.uid(), ANA.uid(), new ConversationSettings(true, null, false)));
            JsonNode set = bob.nextEvent("settings.changed");
            assertThat(set.at("/data/muted").asBoolean()).isTrue();
            assertThat(set.at("/data/archived").asBoolean()).isFalse();
            ana.nothingMore();
        }
    }
}
