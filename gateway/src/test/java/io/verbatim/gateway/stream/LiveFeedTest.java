package io.verbatim.gateway.stream;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.gateway.testing.SseClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LiveFeedTest {
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
    void shouldTellEachItsVariantOfAMessage() {
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            RecordedEvent sent = history.sent(ANA.uid(), BOB.uid(), "Hi").last();
            // no view is waited for
            stream.feed().emit(sent);

            JsonNode own = ana.nextEvent("message.sent");
            assertThat(own.at("/data/status").asString()).isEqualTo("sent");
            JsonNode others = bob.nextEvent("message.sent");
            assertThat(others.at("/data").has("status")).isFalse();
            assertThat(others.at("/data/sender").asString()).isEqualTo("ana");
            assertThat(others.at("/data/seq").asInt()).isEqualTo(4);
            assertThat(others.at("/data/version").asLong()).isEqualTo(sent.version());
            assertThat(position(others)).isEqualTo(sent.position());
        }
    }

    @Test
    void shouldTellNobodyElse() {
        try (SocketClient carla = stream.live(CARLA)) {
            stream.happens(history.sent(ANA.uid(), BOB.uid(), "Hi"));
            carla.nothingMore();
        }
    }

    @Test
    void shouldTellReceiptsToAllMembers() {
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            RecordedEvent read = stream.happens(history.read(BOB.uid(), ANA.uid(), 3));

            for (SocketClient client : List.of(ana, bob)) {
                JsonNode changed = client.nextEvent("receipts.changed");
                assertThat(changed.at("/data/conversationId").asString()).isEqualTo(ANA_AND_BOB.value());
                assertThat(changed.at("/data/members")).hasSize(1);
                assertThat(changed.at("/data/members/0/userId").asString()).isEqualTo("bob");
                assertThat(changed.at("/data/members/0/readSeq").asLong()).isEqualTo(3);
                assertThat(position(changed)).isEqualTo(read.position());
            }
        }
    }

    @Test
    void shouldTellTheOtherOnAllItsDevicesThatOneHasLeft() {
        try (SocketClient phone = stream.live(ANA);
                SocketClient laptop = stream.live(ANA);
                SseClient page = SseClient.open(
                        stream.server().port(), "", stream.server().tokenOf(ANA))) {
            page.next("welcome");
            page.next("live");
            RecordedEvent left = stream.happens(history.left(BOB.uid(), ANA.uid()));

            for (SocketClient client : List.of(phone, laptop)) {
                JsonNode told = client.nextEvent("member.left");
                assertParting(told.at("/data"), left);
                assertThat(position(told)).isEqualTo(left.position());
                client.nothingMore();
            }
            assertParting(page.next("member.left").data(), left);
        }
    }

    @Test
    void shouldTellNobodyOfTheEndOfWhatDoesNotExistForIt() {
        stream.happens(history.opened(CARLA.uid(), ANA.uid()));
        try (SocketClient ana = stream.live(ANA)) {
            stream.happens(history.left(CARLA.uid(), ANA.uid()));
            ana.nothingMore();
        }
    }

    private static void assertParting(JsonNode data, RecordedEvent left) {
        assertThat(data.path("conversationId").asString()).isEqualTo(ANA_AND_BOB.value());
        assertThat(data.path("version").asLong()).isEqualTo(left.version());
        assertThat(data.path("afterSeq").asLong()).isEqualTo(3);
        assertThat(data.path("memberCount").asInt()).isEqualTo(1);
        assertThat(data.path("members")).hasSize(1);
        assertThat(data.at("/members/0/userId").asString()).isEqualTo("bob");
        assertThat(data.path("by").asString()).isEqualTo("bob");
    }

    @Test
    void shouldAskOnceForAllThatWaited() {
        try (SocketClient ana = stream.live(ANA)) {
            RecordedEvent first = history.delivered(BOB.uid(), ANA.uid(), 3).last();
            stream.feed().emit(first);
            RecordedEvent second = history.read(BOB.uid(), ANA.uid(), 2).last();
            RecordedEvent third = history.read(BOB.uid(), ANA.uid(), 3).last();
            stream.feed().emit(second);
            stream.feed().emit(third);
            stream.views().see(first, second, third);

            assertThat(ana.nextEvent("receipts.changed").at("/data/members")).hasSize(1);
            JsonNode last = ana.nextEvent("receipts.changed");
            assertThat(last.at("/data/members/0/readSeq").asLong()).isEqualTo(3);
            assertThat(position(last)).isEqualTo(third.position());
            ana.nothingMore();
            assertThat(stream.views().asked(FindReceiptChanges.class)).hasSize(2);
        }
    }

    @Test
    void shouldHoldTheCursorBackForWhatWaits() {
        try (SocketClient bob = stream.live(BOB)) {
            RecordedEvent receipt = history.read(ANA.uid(), BOB.uid(), 2).last();
            stream.feed().emit(receipt);
            RecordedEvent sent = history.sent(ANA.uid(), BOB.uid(), "at once").last();
            stream.feed().emit(sent);

            JsonNode message = bob.nextEvent("message.sent");
            assertThat(message.has("cursor")).isFalse();
            stream.views().see(receipt, sent);
            JsonNode changed = bob.nextEvent("receipts.changed");
            assertThat(position(changed)).isEqualTo(sent.position());
        }
    }

    @Test
    void shouldTellTheCursorWithTheLastOfABatchOnly() {
        try (SocketClient bob = stream.live(BOB)) {
            RecordedEvent one = history.sent(ANA.uid(), BOB.uid(), "1").last();
            RecordedEvent two = history.sent(ANA.uid(), BOB.uid(), "2").last();
            stream.feed().emit(one, two);

            assertThat(bob.nextEvent("message.sent").has("cursor")).isFalse();
            assertThat(position(bob.nextEvent("message.sent"))).isEqualTo(two.position());
        }
    }

    @Test
    void shouldCreateBeforeTheFirstMessage() {
        try (SocketClient ana = stream.live(ANA);
                SocketClient carla = stream.live(CARLA)) {
            RecordedEvent opened = history.opened(ANA.uid(), CARLA.uid()).last();
            RecordedEvent first = history.sent(ANA.uid(), CARLA.uid(), "First").last();
            RecordedEvent second =
                    history.sent(ANA.uid(), CARLA.uid(), "Second").last();
            stream.feed().emit(opened);
            stream.feed().emit(first);
            stream.feed().emit(second);
            RecordedEvent elsewhere =
                    history.sent(BOB.uid(), ANA.uid(), "Elsewhere").last();
            stream.feed().emit(elsewhere);

            // nothing of the new conversation before the views have it; all else at once
            assertThat(ana.nextEvent("message.sent").at("/data/text").asString())
                    .isEqualTo("Elsewhere");
            carla.nothingMore();
            stream.views().see(opened, first, second, elsewhere);
            for (SocketClient client : List.of(ana, carla)) {
                assertThat(client.nextEvent("conversation.created")
                                .at("/data/conversation/with")
                                .asString())
                        .isEqualTo(client == ana ? "carla" : "ana");
                assertThat(client.nextEvent("message.sent").at("/data/text").asString())
                        .isEqualTo("First");
                assertThat(client.nextEvent("message.sent").at("/data/text").asString())
                        .isEqualTo("Second");
                client.nothingMore();
            }
        }
    }

    @Test
    void shouldTellTheOpeningToWhoOpensAlone() {
        try (SocketClient ana = stream.live(ANA);
                SocketClient carla = stream.live(CARLA)) {
            stream.happens(history.opened(ANA.uid(), CARLA.uid()));

            ana.nextEvent("conversation.created");
            carla.nothingMore();
        }
    }

    @Test
    void shouldShowWhatAMessageRepliesTo() {
        try (SocketClient bob = stream.live(BOB)) {
            RecordedEvent reply = reply("An answer", 2);
            RecordedEvent next = history.sent(ANA.uid(), BOB.uid(), "Next").last();
            stream.feed().emit(reply, next);
            bob.nothingMore();
            stream.views().see(reply, next);

            JsonNode message = bob.nextEvent("message.sent");
            assertThat(message.at("/data/replyTo").asInt()).isEqualTo(2);
            assertThat(message.at("/data/reply/text").asString()).isEqualTo("Hello Ana");
            assertThat(message.at("/data/reply/sender").asString()).isEqualTo("bob");
            assertThat(bob.nextEvent("message.sent").at("/data/text").asString())
                    .isEqualTo("Next");
        }
    }

    @Test
    void shouldNotRepeatAMessageToItsOwnConnection() {
        String clientMessageId = StreamServer.uuid();
        String token = stream.server().tokenOf(ANA);
        try (SocketClient sender = stream.live(token);
                SocketClient other = stream.live(token)) {
            sender.say("{'type':'send','id':1,'conversationId':'%s','clientMessageId':'%s','text':'Hi'}"
                    .formatted(ANA_AND_BOB, clientMessageId));
            sender.next("ack");
            stream.happens(history.sent(ANA.uid(), BOB.uid(), clientMessageId, "Hi"));

            other.nextEvent("message.sent");
            sender.nothingMore();
            // another message under the same id, from elsewhere, would be told again
            stream.happens(history.sent(ANA.uid(), CARLA.uid(), clientMessageId, "Hi"));
            sender.nextEvent("message.sent");
        }
    }

    @Test
    void shouldEndTheConnectionsOfADeviceThatIsSignedOut() {
        Grant tablet = stream.server().vault().begin(ANA.uid(), DeviceId.of("tablet"));
        String token = stream.server()
                .bean(AccessTokens.class)
                .issue(tablet, ANA.handle())
                .value();
        try (SocketClient phone = stream.live(ANA);
                SocketClient signedOut = stream.live(token)) {
            stream.server().vault().revoke(ANA.uid(), DeviceId.of("tablet"));
            stream.happens(history.signedOut(ANA.uid(), "tablet"));

            assertThat(signedOut.next("goodbye").path("reason").asString()).isEqualTo("signed-out");
            assertThat(signedOut.closeCode()).isEqualTo(4401);
            phone.nextEvent("me.changed");
            phone.nothingMore();
        }
    }

    @Test
    void shouldEndAConnectionThatWasSignedOutWhileItJoined() {
        String token = stream.server().tokenOf(ANA);
        stream.feed().holdPlaces();
        try (SocketClient ana = stream.connect().hello(token)) {
            Eventually.that(() -> stream.feed().waiting() == 1);
            stream.server().vault().revoke(ANA.uid(), DeviceId.of("phone"));
            stream.feed().tellPlaces();

            ana.next("goodbye");
            assertThat(ana.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void shouldTellAgainWhenTheViewsFailForAWhile() {
        try (SocketClient ana = stream.live(ANA)) {
            stream.views().failNext(2);
            stream.happens(history.read(BOB.uid(), ANA.uid(), 3));
            ana.nextEvent("receipts.changed");
        }
    }

    @Test
    void shouldAskAnewWhenTheViewsFailForTooLong() {
        stream.close();
        stream = StreamServer.start(history, "verbatim.gateway.stream.join-for=1s");
        try (SocketClient ana = stream.live(ANA)) {
            // of the round as long as it is repeated, and once of the joining that follows
            stream.views().failNext(7);
            stream.happens(history.read(BOB.uid(), ANA.uid(), 3));
            JsonNode frame = ana.nextEvent("receipts.changed");
            assertThat(frame.at("/data/members")).hasSize(1);
        }
    }

    private RecordedEvent reply(String text, long replyTo) {
        Uid sender = ANA.uid();
        return history.add(
                        ANA_AND_BOB.aggregateId(),
                        sender,
                        new MessageSent(
                                4,
                                1,
                                sender,
                                StreamServer.uuid(),
                                new MessageContent(
                                        TransparentKeys.message(sender, text), null, List.of(), replyTo, null)))
                .last();
    }

    private long position(JsonNode frame) {
        return ((Cursors.Place.At) stream.server()
                        .bean(Cursors.class)
                        .decode(frame.path("cursor").asString()))
                .position();
    }
}
