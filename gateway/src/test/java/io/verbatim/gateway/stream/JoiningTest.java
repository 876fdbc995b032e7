package io.verbatim.gateway.stream;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveItem;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JoiningTest {
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
    void shouldSendWhatWasMissedByState() {
        String cursor = cursor(0);
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), cursor)) {
            JsonNode welcome = bob.next("welcome");
            assertThat(welcome.path("recovered").asBoolean()).isTrue();
            assertThat(welcome.path("cursor").asString()).isEqualTo(cursor);
            assertThat(bob.nextEvent("conversation.created")
                            .at("/data/conversation/id")
                            .asString())
                    .isEqualTo(ANA_AND_BOB.value());
            // in the order of their last changes
            assertThat(texts(bob, 2)).containsExactly("Hello Bob", "Hello Ana");
            assertThat(bob.nextEvent("receipts.changed").at("/data/members")).hasSize(2);
            JsonNode last = bob.nextEvent("message.sent");
            assertThat(last.at("/data/text").asString()).isEqualTo("How are you?");
            assertThat(position(last)).isEqualTo(history.last().position());
            assertThat(position(bob.next("live"))).isEqualTo(history.last().position());
        }
    }

    @Test
    void shouldSendOnlyWhatCameSinceTheCursor() {
        RecordedEvent last = history.last();
        stream.happens(history.sent(ANA.uid(), BOB.uid(), "missed"));
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), cursor(last.position()))) {
            bob.next("welcome");
            assertThat(texts(bob, 1)).containsExactly("missed");
            bob.next("live");
        }
    }

    @Test
    void shouldBeginWhereItIsWithoutACursor() {
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB))) {
            JsonNode welcome = bob.next("welcome");
            assertThat(welcome.path("recovered").asBoolean()).isFalse();
            assertThat(welcome.has("reset")).isFalse();
            assertThat(position(welcome)).isEqualTo(history.last().position());
            bob.next("live");
        }
        assertThat(stream.views().asked(FindChanges.class)).isEmpty();
    }

    @Test
    void shouldNotHonourWhatIsNoCursor() {
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), "nonsense")) {
            assertThat(bob.next("welcome").path("recovered").asBoolean()).isFalse();
            bob.next("live");
        }
    }

    @Test
    void shouldMissNothingBetweenConnectingAndRegistering() {
        stream.feed().holdPlaces();
        try (SocketClient bob = stream.connect()
                .hello(stream.server().tokenOf(BOB), cursor(history.last().position()))) {
            Eventually.that(() -> stream.feed().waiting() == 1);
            stream.happens(history.sent(ANA.uid(), BOB.uid(), "in between"));
            stream.feed().tellPlaces();

            bob.next("welcome");
            assertThat(texts(bob, 1)).containsExactly("in between");
            bob.next("live");
            bob.nothingMore();
        }
    }

    @Test
    void shouldMissNothingBetweenRegisteringAndAsking() {
        long before = history.last().position();
        RecordedEvent routed = history.sent(ANA.uid(), BOB.uid(), "routed").last();
        // the router is ahead of the views, and of this gateway
        LiveBatch late = stream.feed().lose(routed);
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), cursor(before))) {
            Eventually.that(() -> stream.views().waiting() == 1);
            RecordedEvent later = history.sent(ANA.uid(), BOB.uid(), "later").last();
            stream.feed().repeat(late);
            stream.feed().emit(later);
            stream.views().see(routed);

            bob.next("welcome");
            assertThat(texts(bob, 1)).containsExactly("routed");
            bob.next("live");
            assertThat(texts(bob, 1)).containsExactly("later");
            bob.nothingMore();
        }
    }

    @Test
    void shouldNotRepeatWhatTheViewsHadAlready() {
        long before = history.last().position();
        RecordedEvent routed = history.sent(ANA.uid(), BOB.uid(), "routed").last();
        stream.feed().lose(routed);
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), cursor(before))) {
            Eventually.that(() -> stream.views().waiting() == 1);
            RecordedEvent later = history.sent(ANA.uid(), BOB.uid(), "later").last();
            stream.feed().emit(later);
            stream.views().see(routed, later);

            bob.next("welcome");
            assertThat(texts(bob, 2)).containsExactly("routed", "later");
            assertThat(position(bob.next("live"))).isEqualTo(later.position());
            bob.nothingMore();
        }
    }

    @Test
    void shouldAskAgainWhenTheViewsDoNotAnswer() {
        stream.views().failNext(2);
        try (SocketClient bob = stream.connect()
                .hello(stream.server().tokenOf(BOB), cursor(history.last().position()))) {
            assertThat(bob.next("welcome").path("recovered").asBoolean()).isTrue();
            bob.next("live");
        }
    }

    @Test
    void shouldHealALostBatch() {
        try (SocketClient bob = stream.live(BOB)) {
            RecordedEvent lost = history.sent(ANA.uid(), BOB.uid(), "lost").last();
            stream.views().see(lost);
            stream.feed().lose(lost);
            stream.happens(history.sent(ANA.uid(), BOB.uid(), "next"));

            assertThat(texts(bob, 2)).containsExactly("lost", "next");
            stream.happens(history.sent(ANA.uid(), BOB.uid(), "after"));
            assertThat(texts(bob, 1)).containsExactly("after");
        }
    }

    @Test
    void shouldHealWhatIsLostWhileItJoins() {
        long before = history.last().position();
        RecordedEvent routed = history.sent(ANA.uid(), BOB.uid(), "routed").last();
        stream.feed().lose(routed);
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), cursor(before))) {
            Eventually.that(() -> stream.views().waiting() == 1);
            stream.feed().emit(history.sent(ANA.uid(), BOB.uid(), "one").last());
            RecordedEvent lost = history.sent(ANA.uid(), BOB.uid(), "lost").last();
            stream.feed().lose(lost);
            stream.feed().emit(history.sent(ANA.uid(), BOB.uid(), "two").last());
            List<RecordedEvent> all = history.events();
            stream.views().see(routed);
            Eventually.that(() -> stream.views().asked(FindChanges.class).size() == 2);
            stream.views().see(all.subList((int) routed.position(), all.size()));

            bob.next("welcome");
            assertThat(texts(bob, 4)).containsExactly("routed", "one", "lost", "two");
            bob.next("live");
            bob.nothingMore();
        }
    }

    @Test
    void shouldDropARepeatedBatch() {
        try (SocketClient bob = stream.live(BOB)) {
            RecordedEvent event = history.sent(ANA.uid(), BOB.uid(), "once").last();
            stream.views().see(event);
            LiveBatch batch = stream.feed().emit(event);
            stream.feed().repeat(batch);
            stream.feed().repeat(new LiveBatch(0, 0, batch.to(), batch.items()));

            assertThat(texts(bob, 1)).containsExactly("once");
            bob.nothingMore();
        }
    }

    @Test
    void shouldTellOfAnOverlappingBatchWhatIsNew() {
        try (SocketClient bob = stream.live(BOB)) {
            LiveBatch first = stream.feed()
                    .emit(history.sent(ANA.uid(), BOB.uid(), "known").last());
            LiveBatch second =
                    stream.feed().lose(history.sent(ANA.uid(), BOB.uid(), "new").last());
            List<LiveItem> both = Stream.concat(first.items().stream(), second.items().stream())
                    .toList();
            stream.feed().repeat(new LiveBatch(0, first.from(), second.to(), both));

            assertThat(texts(bob, 2)).containsExactly("known", "new");
            // one that comes late takes nothing back
            stream.feed().repeat(first);
            stream.happens(history.sent(ANA.uid(), BOB.uid(), "next"));
            assertThat(texts(bob, 1)).containsExactly("next");
            bob.nothingMore();
            assertThat(stream.views().asked(FindChanges.class)).isEmpty();
        }
    }

    @Test
    void shouldTellAnewWhenTooMuchWasMissed() {
        stream.close();
        stream = StreamServer.start(history, "verbatim.gateway.limits.catch-up-changes-in-all=3");
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), cursor(0))) {
            JsonNode welcome = bob.next("welcome");
            assertThat(welcome.path("recovered").asBoolean()).isFalse();
            assertThat(position(welcome)).isEqualTo(history.last().position());
            bob.next("live");
        }
    }

    @Test
    void shouldTellOfAGapInOneConversation() {
        stream.close();
        stream = StreamServer.start(history, "verbatim.gateway.limits.catch-up-changes=3");
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), cursor(0))) {
            assertThat(bob.next("welcome").path("recovered").asBoolean()).isTrue();
            assertThat(bob.nextEvent("conversation.gap")
                            .at("/data/conversation/id")
                            .asString())
                    .isEqualTo(ANA_AND_BOB.value());
            bob.next("live");
        }
    }

    @Test
    void shouldCatchUpInPieces() {
        long before = history.last().position();
        for (int i = 0; i < 700; i++) {
            history.sent(ANA.uid(), BOB.uid(), "n" + i);
        }
        stream.close();
        stream = StreamServer.start(history, "verbatim.gateway.stream.outbound-frames=100");
        try (SocketClient bob = stream.connect().hello(stream.server().tokenOf(BOB), cursor(before))) {
            bob.next("welcome");
            assertThat(texts(bob, 700)).startsWith("n0", "n1").endsWith("n699");
            bob.next("live");
        }
    }

    @Test
    void shouldTellOnceThatItsAccountHasChanged() {
        long before = history.last().position();
        String token = stream.server().tokenOf(BOB);
        stream.happens(history.signedIn(BOB.uid(), "phone"));
        stream.happens(history.sent(ANA.uid(), BOB.uid(), "in between"));
        stream.happens(history.signedOut(BOB.uid(), "tablet"));
        try (SocketClient bob = stream.connect().hello(token, cursor(before))) {
            assertThat(bob.next("welcome").path("recovered").asBoolean()).isTrue();
            assertThat(texts(bob, 1)).containsExactly("in between");
            JsonNode changed = bob.nextEvent("me.changed");
            assertThat(changed.path("data").toString()).isEqualTo("{}");
            assertThat(position(changed)).isEqualTo(history.last().position());
            bob.next("live");
            bob.nothingMore();
        }
        try (SocketClient bob =
                stream.connect().hello(token, cursor(history.last().position()))) {
            bob.next("welcome");
            bob.next("live");
            bob.nothingMore();
        }
    }

    @Test
    void shouldCatchUpWithinSmallBounds() {
        long before = history.last().position();
        for (int i = 0; i < 300; i++) {
            history.sent(ANA.uid(), BOB.uid(), "n" + i);
        }
        stream.close();
        stream = StreamServer.start(
                history, "verbatim.gateway.stream.outbound-frames=32", "verbatim.gateway.stream.outbound=16KB");
        Queue<Runnable> loop = new ConcurrentLinkedQueue<>();
        Connections connections = stream.server().bean(Connections.class);
        ListedFrames written = new ListedFrames(connections.writer(loop::add));
        Principal caller =
                stream.server().bean(AccessTokens.class).verify(stream.server().tokenOf(BOB));
        Connection bob = connections.stream(written, caller, cursor(before), List.of());
        // `welcome` and a piece wait, and nothing is taken; there is room for answers
        Eventually.that(() -> bob.waiting() > 2_000);
        IntStream.range(0, 10).forEach(i -> bob.answer(ServerFrames.pong(Integer.toString(i))));
        assertThat(bob.closing()).isNull();
        Eventually.that(() -> {
            Runnable task = loop.poll();
            if (task != null) {
                task.run();
            }
            return written.has(FrameName.LIVE);
        });
        assertThat(written.frames())
                .filteredOn(frame -> frame.name() == FrameName.MESSAGE_SENT)
                .hasSize(300);
        bob.ended();
    }

    @Test
    void shouldAskForNobodyWhoHasGoneBeforeItsInterestWasRegistered() {
        stream.feed().holdPlaces();
        try (SocketClient carla = stream.connect().hello(stream.server().tokenOf(CARLA))) {
            Eventually.that(() -> stream.feed().waiting() == 1);
            carla.abort();
            Eventually.that(() -> !stream.feed().isInterestedIn(CARLA.uid()));
            stream.feed().tellPlaces();
            Eventually.that(() -> !stream.feed().isInterestedIn(CARLA.uid()));
        }
    }

    @Test
    void shouldAskForNobodyWhoHasGone() {
        try (SocketClient carla = stream.live(CARLA)) {
            assertThat(stream.feed().isInterestedIn(CARLA.uid())).isTrue();
            carla.abort();
            Eventually.that(() -> !stream.feed().isInterestedIn(CARLA.uid()));
        }
    }

    private List<String> texts(SocketClient client, int messages) {
        return Stream.generate(() -> client.nextEvent("message.sent"))
                .limit(messages)
                .map(frame -> frame.at("/data/text").asString())
                .toList();
    }

    private String cursor(long position) {
        return stream.server().bean(Cursors.class).encode(position);
    }

    private long position(JsonNode frame) {
        return ((Cursors.Place.At) stream.server()
                        .bean(Cursors.class)
                        .decode(frame.path("cursor").asString()))
                .position();
    }
}
