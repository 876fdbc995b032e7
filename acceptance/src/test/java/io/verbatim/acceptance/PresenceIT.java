package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Who is online, who was last seen when, and who types.
class PresenceIT {

    private static final Duration BEAT = Duration.ofSeconds(1);

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer()
            .with("VERBATIM_GATEWAY_PRESENCE_THRESHOLD", "2s")
            .with("VERBATIM_GATEWAY_PRESENCE_BEAT", "1s")
            .with("VERBATIM_GATEWAY_PRESENCE_LEASE", "3s");

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldTellWatchersWhenSomebodyComesAndWhenItWasLastSeen() throws IOException {
        assertThat(presence().toString()).isEqualTo("{\"state\":\"offline\"}");
        try (ChatSocket anas = ana.connect();
                EventStream stream = EventStream.open(ana, "?watch=" + bob.userId, "")) {
            watch(anas);
            assertThat(changed(anas)).isEqualTo("offline");
            assertThat(stream.await("presence.changed").data().path("state").asString(""))
                    .isEqualTo("offline");
            Instant before = Instant.now();
            Instant left;
            try (ChatSocket _ = bob.connect()) {
                assertThat(changed(anas)).isEqualTo("online");
                assertThat(stream.await("presence.changed").data().path("state").asString(""))
                        .isEqualTo("online");
                assertThat(presence().toString()).isEqualTo("{\"state\":\"online\"}");
                left = Instant.now();
            }
            JsonNode gone = anas.awaitEvent("presence.changed", _ -> true);
            assertThat(gone.has("cursor")).isFalse();
            assertThat(gone.path("data").path("state").asString("")).isEqualTo("offline");
            Instant seen = Instant.parse(gone.path("data").path("lastSeenAt").asString(""));
            assertThat(seen).isAfter(before).isBetween(left.minusMillis(1), left.plusSeconds(1));
            assertThat(presence().path("lastSeenAt").asString("")).isEqualTo(seen.toString());
            assertThat(stream.await("presence.changed").data()).isEqualTo(gone.path("data"));
        }
    }

    @Test
    void shouldNotTellOfWhoIsBackWithinTheThreshold() {
        try (ChatSocket anas = ana.connect()) {
            watch(anas);
            assertThat(changed(anas)).isEqualTo("offline");
            for (int times = 0; times < 5; times++) {
                try (ChatSocket bobs = bob.connect()) {
                    bobs.awaitQuiet();
                }
            }
            assertThat(changed(anas)).isEqualTo("online");
            assertThat(changed(anas)).as("two seconds after the last").isEqualTo("offline");
            assertThat(ChatSocket.events(anas.awaitQuiet(), "presence.changed")).isEmpty();
        }
    }

    @Test
    void shouldShowWhoIsBlockedNothing() {
        String conversation = ana.open(bob);
        ana.post(conversation, "Hi");
        bob.awaitMessages(conversation, 1);
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect()) {
            awaitPresence(answer -> answer.path("state").asString("").equals("online"));
            watch(anas);
            assertThat(changed(anas)).isEqualTo("online");
            bob.api.put("/v1/me/blocks/" + ana.userId, "").require(204);
            JsonNode blocked = anas.awaitEvent("presence.changed").path("data");
            assertThat(blocked.path("state").asString("")).isEqualTo("offline");
            assertThat(blocked.has("lastSeenAt")).isFalse();
            assertThat(presence().toString()).isEqualTo("{\"state\":\"offline\"}");
            anas.send("{'type':'typing','id':'t','conversationId':'%s','active':true}", conversation);
            anas.awaitAck("t");
            assertThat(ChatSocket.events(bobs.awaitQuiet(), "typing")).isEmpty();
            bob.api.delete("/v1/me/blocks/" + ana.userId).require(204);
            assertThat(changed(anas)).isEqualTo("online");
        }
    }

    @Test
    void shouldKnowAfterAKillWhenSomebodyWasLastSeen() throws Exception {
        Instant killed;
        try (ChatSocket _ = bob.connect()) {
            awaitPresence(answer -> answer.path("state").asString("").equals("online"));
            Instant connected = Instant.now();
            while (Instant.now().isBefore(connected.plus(BEAT.multipliedBy(2)))) {
                LockSupport.parkNanos(BEAT.toNanos() / 10);
            }
            killed = Instant.now();
            SERVER.kill();
        }
        SERVER.start();

        JsonNode offline =
                awaitPresence(answer -> answer.path("state").asString("").equals("offline"));
        Instant seen = Instant.parse(offline.path("lastSeenAt").asString(""));
        assertThat(seen).as("the last beat").isBetween(killed.minus(BEAT.multipliedBy(2)), killed.plusMillis(100));
        try (ChatSocket anas = ana.connect()) {
            watch(anas);
            JsonNode told = anas.awaitEvent("presence.changed").path("data");
            assertThat(told.path("lastSeenAt").asString("")).isEqualTo(seen.toString());
            // it comes again, and is closed once more: its former session does not count any more
            try (ChatSocket _ = bob.connect()) {
                assertThat(changed(anas)).isEqualTo("online");
            }
            assertThat(changed(anas)).isEqualTo("offline");
        }
    }

    @Test
    void shouldTellTypingToTheOtherAndNeverAgain() {
        String conversation = ana.open(bob);
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connectOnly()) {
            String cursor = bobs.hello().path("cursor").asString("");
            bobs.awaitLive();
            anas.send("{'type':'typing','conversationId':'%s','active':true}", conversation);
            anas.awaitQuiet();
            assertThat(ChatSocket.events(bobs.awaitQuiet(), "typing"))
                    .as("not before the first message")
                    .isEmpty();

            anas.say(conversation, "Hi");
            bobs.awaitEvent("message.sent");
            bob.awaitMessages(conversation, 1);
            anas.send("{'type':'typing','conversationId':'%s','active':true}", conversation);
            JsonNode typing = bobs.awaitEvent("typing");
            assertThat(typing.has("cursor")).isFalse();
            assertThat(typing.path("data").path("userId").asString("")).isEqualTo(ana.userId);
            assertThat(typing.path("data").path("active").asBoolean(false)).isTrue();
            assertThat(ana.api
                            .post("/v1/conversations/" + conversation + "/typing", Json.of("{'active':false}"))
                            .status())
                    .isEqualTo(204);
            assertThat(bobs.awaitEvent("typing").path("data").path("active").asBoolean(true))
                    .isFalse();
            assertThat(ChatSocket.events(anas.awaitQuiet(), "typing")).isEmpty();

            try (ChatSocket resumed = bob.connectOnly()) {
                resumed.hello(cursor);
                assertThat(resumed.awaitLive())
                        .noneMatch(frame -> ChatSocket.isEvent(frame, "typing"))
                        .anyMatch(frame -> ChatSocket.isEvent(frame, "message.sent"));
            }
        }
        Device stranger = Device.register(SERVER, "stranger");
        stranger.api
                .post("/v1/conversations/" + conversation + "/typing", Json.of("{'active':true}"))
                .requireProblem(404, "not-found");
    }

    private void watch(ChatSocket anas) {
        anas.send("{'type':'watch','users':['%s']}", bob.userId);
    }

    private static String changed(ChatSocket socket) {
        return socket.awaitEvent("presence.changed").path("data").path("state").asString("");
    }

    private JsonNode presence() {
        return ana.api.get("/v1/users/" + bob.userId + "/presence").require(200);
    }

    private JsonNode awaitPresence(Predicate<JsonNode> fits) {
        for (int attempt = 0; attempt < 500; attempt++) {
            JsonNode answer = presence();
            if (fits.test(answer)) {
                return answer;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("presence: " + presence() + " after 10 s (expected: another)");
    }
}
