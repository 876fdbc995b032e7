package io.verbatim.gateway.stream;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static io.verbatim.testkit.People.DAVID;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.presence.CloseSession;
import io.verbatim.api.presence.FindPresences;
import io.verbatim.api.presence.OpenSession;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.gateway.testing.SseClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WatchingTest {
    private static final String GATEWAY = "gateway-1";

    private final History history = Histories.talked().cameOnline(BOB.uid(), "phone", GATEWAY);
    private final StreamServer stream = StreamServer.start(history);

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void shouldTellAtOnceAndThenTheChanges() {
        try (SocketClient ana = watching("'bob','carla'")) {
            assertThat(List.of(presence(ana), presence(ana))).containsExactlyInAnyOrder("bob online", "carla offline");
            List<RecordedEvent> offline = happen(history.wentOffline(BOB.uid(), "phone", GATEWAY), 2);

            JsonNode changed = ana.nextEvent("presence.changed");
            assertThat(changed.has("cursor")).isFalse();
            assertThat(changed.at("/data").toString())
                    .isEqualTo("{\"userId\":\"bob\",\"state\":\"offline\",\"lastSeenAt\":\"%s\"}"
                            .formatted(io.verbatim.gateway.wire.Json.time(
                                    offline.getFirst().at().minusSeconds(1))));
            happen(history.cameOnline(CARLA.uid(), "phone", GATEWAY), 2);
            assertThat(presence(ana)).isEqualTo("carla online");
            ana.nothingMore();
        }
    }

    @Test
    void shouldTellNobodyWhoDoesNotWatch() {
        try (SocketClient ana = stream.live(ANA)) {
            happen(history.wentOffline(BOB.uid(), "phone", GATEWAY), 2);
            ana.nothingMore();
        }
    }

    @Test
    void shouldReplaceTheWholeList() {
        try (SocketClient ana = watching("'bob','nobody'")) {
            assertThat(presence(ana)).isEqualTo("bob online");
            ana.say("{'type':'watch','id':2,'users':['david']}");
            assertThat(List.of(
                            ana.next().path("type").asString(),
                            ana.next().path("type").asString()))
                    .containsExactlyInAnyOrder("ack", "event");
            assertThat(stream.feed().isWatching(BOB.uid())).isFalse();
            assertThat(stream.feed().isWatching(DAVID.uid())).isTrue();
            happen(history.wentOffline(BOB.uid(), "phone", GATEWAY), 2);
            ana.nothingMore();
        }
    }

    @Test
    void shouldEndWithTheConnection() {
        try (SocketClient ana = watching("'bob'");
                SocketClient carla = stream.live(CARLA)) {
            presence(ana);
            carla.say("{'type':'watch','users':['bob']}");
            presence(carla);
            ana.abort();
            happen(history.wentOffline(BOB.uid(), "phone", GATEWAY), 2);
            assertThat(presence(carla)).isEqualTo("bob offline");
            assertThat(stream.feed().isWatching(BOB.uid())).isTrue();
            carla.abort();
            Eventually.that(() -> !stream.feed().isWatching(BOB.uid()));
        }
    }

    @Test
    void shouldCheckAtEveryChangeWhoMaySee() {
        try (SocketClient ana = watching("'bob'")) {
            assertThat(presence(ana)).isEqualTo("bob online");
            stream.views().hidePresenceFrom(ANA.uid());
            // something has happened to his account: perhaps a block
            happen(history.signedIn(BOB.uid(), "laptop"), 1);
            assertThat(presence(ana)).isEqualTo("bob offline");
            happen(history.wentOffline(BOB.uid(), "phone", GATEWAY), 2);
            ana.nothingMore();
        }
    }

    @Test
    void shouldLookAgainWhenSomebodyWritesForTheFirstTime() {
        stream.views().hidePresenceFrom(ANA.uid());
        try (SocketClient ana = watching("'bob'")) {
            assertThat(presence(ana)).isEqualTo("bob offline");
            stream.views().showPresenceTo(ANA.uid());
            happen(history.sent(BOB.uid(), ANA.uid(), "now you are my contact"), 1);
            assertThat(List.of(
                            ana.next().path("event").asString(),
                            ana.next().path("event").asString()))
                    .containsExactlyInAnyOrder("message.sent", "presence.changed");
            happen(history.sent(BOB.uid(), ANA.uid(), "and still"), 1);
            ana.nextEvent("message.sent");
            assertThat(stream.views().asked(FindPresences.class)).hasSize(2);
        }
    }

    @Test
    void shouldTellOfProfilesThatChange() {
        try (SocketClient ana = watching("'bob'");
                SocketClient carla = stream.live(CARLA)) {
            presence(ana);
            happen(history.renamed(BOB.uid(), "Robert"), 1);
            JsonNode changed = ana.nextEvent("profile.changed");
            assertThat(changed.has("cursor")).isFalse();
            assertThat(changed.at("/data/userId").asString()).isEqualTo("bob");
            assertThat(changed.at("/data/displayName").asString()).isEqualTo("Robert");
            carla.nothingMore();
        }
    }

    @Test
    void shouldTellOfProfilesThatChangedInAGap() {
        try (SocketClient ana = watching("'bob'")) {
            presence(ana);
            RecordedEvent lost = history.renamed(BOB.uid(), "Robert").events().getLast();
            stream.views().see(lost);
            stream.feed().lose(lost);
            stream.happens(history.registered(DAVID.uid(), "David"));
            assertThat(ana.nextEvent("profile.changed").at("/data/displayName").asString())
                    .isEqualTo("Robert");
        }
    }

    @Test
    void shouldTellWhatWasMissedInAGap() {
        try (SocketClient ana = watching("'bob'")) {
            assertThat(presence(ana)).isEqualTo("bob online");
            history.wentOffline(BOB.uid(), "phone", GATEWAY);
            List<RecordedEvent> lost = history.events()
                    .subList(history.events().size() - 2, history.events().size());
            stream.views().see(lost);
            stream.feed().lose(lost.toArray(RecordedEvent[]::new));
            stream.happens(history.registered(DAVID.uid(), "David"));
            // profile and presence are asked for side by side
            assertThat(List.of(ana.next(), ana.next()))
                    .extracting(frame -> frame.path("event").asString()
                            + ' '
                            + frame.at("/data/state").asString())
                    .containsExactlyInAnyOrder("profile.changed ", "presence.changed offline");
        }
    }

    @Test
    void shouldTellAStreamToo() {
        String token = stream.server().tokenOf(ANA);
        try (SseClient ana = SseClient.open(stream.server().port(), "?watch=bob,nobody", token)) {
            ana.next("welcome");
            SseClient.Event one = ana.next();
            SseClient.Event other = ana.next();
            assertThat(List.of(one.name(), other.name())).containsExactlyInAnyOrder("live", "presence.changed");
            happen(history.wentOffline(BOB.uid(), "phone", GATEWAY), 2);
            SseClient.Event changed = ana.next("presence.changed");
            assertThat(changed.data().path("state").asString()).isEqualTo("offline");
            assertThat(changed.id()).isNull();
        }
    }

    @Test
    void shouldRefuseAStreamThatWatchesTooMany() {
        String many = java.util.stream.IntStream.rangeClosed(0, 500)
                .mapToObj(i -> "u" + i)
                .collect(java.util.stream.Collectors.joining(","));
        stream.server()
                .as(ANA)
                .get()
                .uri("/v1/stream?watch=" + many)
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void shouldTellTheCommandSideOfSessions() {
        stream.server().sides().onCommand(OpenSession.class, command -> new PresenceAnswer(2));
        stream.server().sides().onCommand(CloseSession.class, command -> new PresenceAnswer(4));
        String token = stream.server().tokenOf(ANA);
        try (SocketClient ana = stream.live(token);
                SocketClient again = stream.live(token)) {
            assertThat(stream.server().sides().received(OpenSession.class))
                    .extracting(open -> open.uid() + " " + open.device())
                    .containsExactly(ANA.uid() + " phone");
            ana.abort();
            again.abort();
            Eventually.that(() -> !stream.feed().isInterestedIn(ANA.uid()));
            stream.server().clock().advance(Duration.ofSeconds(10));
            Eventually.that(
                    () -> !stream.server().sides().received(CloseSession.class).isEmpty());
            assertThat(stream.server().sides().received(OpenSession.class)).hasSize(1);
        }
    }

    private SocketClient watching(String users) {
        SocketClient client = stream.live(ANA);
        client.say("{'type':'watch','users':[%s]}".formatted(users));
        return client;
    }

    private static String presence(SocketClient client) {
        JsonNode data = client.nextEvent("presence.changed").at("/data");
        return data.path("userId").asString() + ' ' + data.path("state").asString();
    }

    /// The last events happen.
    private List<RecordedEvent> happen(History sameHistory, int events) {
        List<RecordedEvent> all = sameHistory.events();
        List<RecordedEvent> last = all.subList(all.size() - events, all.size());
        stream.views().see(last);
        stream.feed().emit(last.toArray(RecordedEvent[]::new));
        return last;
    }
}
