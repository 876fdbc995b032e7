package io.verbatim.gateway.stream;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.api.vault.StreamTickets.Holder;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every close code.
class ClosingTest {
    private final History history = Histories.talked();
    private StreamServer stream;

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void shouldClose4400AfterWhatCannotBeRead() {
        start();
        assertClosed(4400, live(ANA).sayRaw("nonsense"));
        assertClosed(4400, live(ANA).say("{'type':'unheard-of'}"));
        assertClosed(4400, live(ANA).say("{'type':'read','conversationId':7}"));
        assertClosed(4400, live(ANA).sayBytes(new byte[] {1}));
        assertClosed(4400, live(ANA).hello(stream.server().tokenOf(ANA)));
    }

    @Test
    void shouldClose4401WithoutAValidToken() {
        start();
        assertClosed(4401, stream.connect().say("{'type':'hello'}"));
        assertClosed(4401, stream.connect().hello("nonsense"));
        assertClosed(4401, stream.connect().say("{'type':'ping','id':1}"));
        assertClosed(4401, SocketClient.withToken(stream.server().port(), "nonsense"));
        assertClosed(4401, SocketClient.withTicket(stream.server().port(), "nonsense"));
        assertClosed(
                4401,
                SocketClient.withToken(stream.server().port(), stream.server().tokenOf(ANA))
                        .say("{'type':'ping'}"));
    }

    @Test
    void shouldSpendATicketOnce() {
        start();
        String ticket = ticket(ANA);
        try (SocketClient ana = SocketClient.withTicket(stream.server().port(), ticket)) {
            ana.say("{'type':'hello'}");
            assertThat(ana.next("welcome").path("userId").asString()).isEqualTo("ana");
        }
        assertClosed(4401, SocketClient.withTicket(stream.server().port(), ticket));
    }

    @Test
    void shouldTakeTheTokenOfTheHeader() {
        start();
        try (SocketClient ana =
                SocketClient.withToken(stream.server().port(), stream.server().tokenOf(ANA))) {
            ana.say("{'type':'hello'}");
            ana.until("live");
        }
    }

    @Test
    void shouldClose4401WithoutHelloInTime() {
        start("verbatim.gateway.stream.hello-within=200ms");
        assertClosed(4401, stream.connect());
    }

    @Test
    void shouldClose4401WhenTheTokenExpires() {
        start();
        try (SocketClient ana = stream.live(ANA)) {
            stream.server().clock().advance(Duration.ofMinutes(16));
            assertThat(ana.next("goodbye").path("reason").asString()).isEqualTo("token-expired");
            assertThat(ana.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void shouldGoOnWithANewToken() {
        start();
        String token = stream.server().tokenOf(ANA);
        String bobs = stream.server().tokenOf(BOB);
        try (SocketClient ana = stream.live(token)) {
            ana.say("{'type':'auth','id':1,'token':'" + bobs + "'}");
            assertThat(ana.next("failed").at("/problem/type").asString())
                    .isEqualTo("urn:verbatim:problem:unauthenticated");
            ana.say("{'type':'auth','id':2,'token':'nonsense'}");
            assertThat(ana.next("failed").at("/problem/status").asInt()).isEqualTo(401);

            stream.server().clock().advance(Duration.ofMinutes(10));
            String renewed = renewed(ANA);
            ana.say("{'type':'auth','id':3,'token':'" + renewed + "'}");
            ana.next("ack");
            stream.server().clock().advance(Duration.ofMinutes(10));
            ana.nothingMore();
            stream.server().clock().advance(Duration.ofMinutes(6));
            ana.next("goodbye");
            assertThat(ana.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void shouldCloseAllConnectionsOfWhoIsDeleted() {
        start();
        try (SocketClient phone = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            stream.happens(stream.history().deleted(ANA.uid()));
            assertThat(phone.next("goodbye").path("reason").asString()).isEqualTo("signed-out");
            assertThat(phone.closeCode()).isEqualTo(4401);
            bob.nothingMore();
        }
    }

    @Test
    void shouldTellOwnDevicesThatTheAccountHasChanged() {
        start();
        try (SocketClient phone = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            stream.happens(stream.history().renamed(ANA.uid(), "Anna"));
            assertThat(phone.next("event").path("event").asString()).isEqualTo("me.changed");
            bob.nothingMore();
        }
    }

    @Test
    void shouldClose4408WhenNothingComes() {
        start("verbatim.gateway.stream.heartbeat=300ms");
        try (RawSocket deaf = RawSocket.open(stream.server().port())) {
            deaf.say("{\"type\":\"hello\",\"token\":\"" + stream.server().tokenOf(ANA) + "\"}");
            // it never answers the ping
            assertThat(deaf.frameOf(RawSocket.PING)).isEmpty();
            assertThat(deaf.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void shouldStayWithWhoAnswersPings() {
        start("verbatim.gateway.stream.heartbeat=200ms");
        try (SocketClient ana = stream.live(ANA)) {
            long begun = System.nanoTime();
            Eventually.that(
                    () -> System.nanoTime() - begun > Duration.ofSeconds(1).toNanos());
            ana.nothingMore();
        }
    }

    @Test
    void shouldClose4409WhenADeviceHasOneTooMany() {
        start("verbatim.gateway.limits.connections-per-device=2");
        String token = stream.server().tokenOf(ANA);
        try (SocketClient first = stream.live(token);
                SocketClient second = stream.live(token);
                SocketClient third = stream.live(token)) {
            assertThat(first.next("goodbye").path("reason").asString()).isEqualTo("replaced");
            assertThat(first.closeCode()).isEqualTo(4409);
            second.nothingMore();
            third.nothingMore();
        }
    }

    @Test
    void shouldClose4409WhenAUserHasOneTooMany() {
        start("verbatim.gateway.limits.connections-per-user=2");
        try (SocketClient first = stream.live(device("one"));
                SocketClient second = stream.live(device("two"));
                SocketClient third = stream.live(device("three"))) {
            assertThat(first.closeCode()).isEqualTo(4409);
            second.nothingMore();
            third.nothingMore();
        }
    }

    @Test
    void shouldClose4413AfterTooLargeAFrame() {
        start("verbatim.gateway.limits.frame-in=1KB");
        SocketClient ana = live(ANA);
        ana.say("{'type':'ping','id':1,'x':'" + "x".repeat(980) + "'}");
        ana.next("pong");
        assertClosed(4413, ana.say("{'type':'ping','x':'" + "x".repeat(1_024) + "'}"));
        try (RawSocket parts = RawSocket.open(stream.server().port())) {
            parts.part("{\"type\":\"ping\",\"x\":\"" + "x".repeat(600), true);
            parts.part("x".repeat(600), false);
            assertThat(parts.closeCode()).isEqualTo(4413);
        }
    }

    @Test
    void shouldTakeAMessageInParts() {
        start();
        try (RawSocket parts = RawSocket.open(stream.server().port())) {
            String hello = "{\"type\":\"hello\",\"token\":\"" + stream.server().tokenOf(ANA) + "\"}";
            parts.part(hello.substring(0, 9), true);
            parts.part(hello.substring(9), false);
            parts.end();
            assertThat(parts.frameOf(RawSocket.TEXT)).startsWith("{\"type\":\"welcome\"");
        }
    }

    @Test
    void shouldClose4429AfterTooManyAttempts() {
        start("verbatim.ratelimits.enabled=true", "verbatim.ratelimits.calls-burst=3");
        assertClosed(4401, stream.connect().hello("nonsense"));
        stream.connect();
        stream.connect();
        assertClosed(4429, stream.connect());
    }

    @Test
    void shouldClose4429WhenItGoesOn() {
        start(
                "verbatim.ratelimits.enabled=true",
                "verbatim.ratelimits.sends-burst=2",
                "verbatim.gateway.stream.refused-frames=5");
        try (SocketClient ana = stream.live(ANA)) {
            for (int i = 0; i < 8; i++) {
                ana.say("{'type':'send','id':%d,'conversationId':'%s','clientMessageId':'%s','text':'x'}"
                        .formatted(i, ANA_AND_BOB, StreamServer.uuid()));
            }
            List<JsonNode> answers = ana.until("goodbye");
            assertThat(answers.getLast().path("reason").asString()).isEqualTo("rate-limited");
            assertThat(answers.stream()
                            .filter(one -> one.path("type").asString().equals("ack")))
                    .hasSize(2);
            JsonNode failed = answers.get(2);
            assertThat(failed.at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:rate-limited");
            assertThat(failed.path("clientMessageId").asString()).hasSize(36);
            assertThat(ana.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void shouldClose4503WhenItDrains() {
        start();
        try (SocketClient ana = stream.live(ANA)) {
            Thread stopping = Thread.ofPlatform().start(stream::close);
            JsonNode goodbye = ana.next("goodbye");
            assertThat(goodbye.path("reason").asString()).isEqualTo("draining");
            assertThat(goodbye.path("reconnectAfterMillis").asLong()).isBetween(500L, 10_000L);
            assertThat(ana.closeCode()).isEqualTo(4503);
            Eventually.that(() -> !stopping.isAlive());
        }
    }

    @Test
    void shouldClose4508WhenAClientDoesNotRead() {
        start(
                "verbatim.gateway.stream.outbound-frames=64",
                "verbatim.gateway.stream.outbound=64KB",
                "verbatim.gateway.stream.close-within=300ms");
        try (SocketClient bob = stream.live(BOB);
                SocketClient carla = stream.live(CARLA)) {
            bob.stopReading();
            Eventually.that(() -> {
                // more than the system takes for a client that does not
                stream.feed().emit(messages(100));
                return stream.server().bean(Connections.class).host().open().size() == 1;
            });
            carla.nothingMore();
        }
    }

    @Test
    void shouldSayGoodbyeToASlowReader() {
        start("verbatim.gateway.stream.outbound-frames=64");
        try (SocketClient bob = stream.live(BOB)) {
            // one batch at once is more than may wait, and all of it is dropped
            stream.feed().emit(messages(100));
            List<JsonNode> frames = bob.until("goodbye");
            assertThat(frames).hasSize(1);
            assertThat(frames.getLast().path("reason").asString()).isEqualTo("slow-consumer");
            assertThat(bob.closeCode()).isEqualTo(4508);
        }
    }

    private RecordedEvent[] messages(int count) {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(history.sent(ANA.uid(), BOB.uid(), "x".repeat(2_000)).last());
        }
        return events.toArray(RecordedEvent[]::new);
    }

    private void start(String... settings) {
        stream = StreamServer.start(history, settings);
    }

    private SocketClient live(Person person) {
        return stream.live(person);
    }

    private String ticket(Person person) {
        Grant grant = stream.server().vault().begin(person.uid(), DeviceId.of("browser"));
        return stream.server()
                .vault()
                .issue(new Holder(
                        person.uid(),
                        grant.device(),
                        grant.family(),
                        stream.server().clock().instant().plusSeconds(900)));
    }

    private String device(String name) {
        Grant grant = stream.server().vault().begin(ANA.uid(), DeviceId.of(name));
        return stream.server()
                .bean(AccessTokens.class)
                .issue(grant, ANA.handle())
                .value();
    }

    /// A new token of the same family.
    private String renewed(Person person) {
        Grant grant = stream.server().vault().grantOf(person.uid(), DeviceId.of("phone"));
        return stream.server()
                .bean(AccessTokens.class)
                .issue(grant, person.handle())
                .value();
    }

    private static void assertClosed(int code, SocketClient client) {
        try (client) {
            assertThat(client.closeCode()).isEqualTo(code);
        }
    }
}
