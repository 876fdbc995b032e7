package io.verbatim.gateway.sse;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.verbatim.api.DeviceId;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.api.vault.StreamTickets.Holder;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.stream.Connections;
import io.verbatim.gateway.stream.LoopWriter;
import io.verbatim.gateway.testing.Eventually;
import io.verbatim.gateway.testing.SseClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class StreamRoutesTest {
    private final History history = Histories.talked();
    private StreamServer stream;

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void shouldSendEventsWithTheirCursors() {
        start();
        try (SseClient bob = SseClient.open(port(), "", token())) {
            SseClient.Event welcome = bob.next("welcome");
            assertThat(welcome.data().path("userId").asString()).isEqualTo("bob");
            assertThat(welcome.data().has("type")).isFalse();
            assertThat(welcome.id()).isEqualTo(welcome.data().path("cursor").asString());
            bob.next("live");

            RecordedEvent sent = stream.happens(history.sent(ANA.uid(), BOB.uid(), "Hi"));
            SseClient.Event event = bob.next("message.sent");
            assertThat(event.data().path("text").asString()).isEqualTo("Hi");
            assertThat(event.id()).isEqualTo(cursor(sent.position()));
        }
    }

    @Test
    void shouldResumeFromACursor() {
        start();
        long before = history.last().position();
        stream.happens(history.sent(ANA.uid(), BOB.uid(), "missed"));
        String token = token();
        try (SseClient bob = SseClient.open(port(), "?cursor=" + cursor(before), token)) {
            assertThat(bob.next("welcome").data().path("recovered").asBoolean()).isTrue();
            assertThat(bob.next("message.sent").data().path("text").asString()).isEqualTo("missed");
            bob.next("live");
        }
        // what the client had last counts more than the address it was given
        try (SseClient bob = SseClient.open(
                port(),
                "?cursor=" + cursor(0),
                token,
                "Last-Event-ID",
                cursor(history.last().position()))) {
            bob.next("welcome");
            bob.next("live");
        }
    }

    @Test
    void shouldTakeATicketOnce() {
        start();
        Grant grant = stream.server().vault().begin(BOB.uid(), DeviceId.of("browser"));
        String ticket = stream.server()
                .vault()
                .issue(new Holder(
                        BOB.uid(),
                        grant.device(),
                        grant.family(),
                        stream.server().clock().instant().plusSeconds(900)));
        try (SseClient bob = SseClient.open(port(), "?ticket=" + ticket, null)) {
            assertThat(bob.next("welcome").data().path("device").asString()).isEqualTo("browser");
        }
        unauthorized("/v1/stream?ticket=" + ticket);
        unauthorized("/v1/stream");
    }

    @Test
    void shouldAnswerHeadWithoutAStream() {
        start();
        stream.server()
                .as(BOB)
                .head()
                .uri("/v1/stream")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(stream.feed().isInterestedIn(BOB.uid())).isFalse();
    }

    @Test
    void shouldLeaveNothingOfAStreamThatIsCancelledWhileItOpens() {
        start();
        Principal bob = stream.server().bean(AccessTokens.class).verify(token());
        LoopWriter writer = stream.server().bean(Connections.class).writer(Runnable::run);
        stream.server()
                .bean(StreamRoutes.class)
                .pieces(new EmbeddedChannel(), writer, bob, null, List.of())
                .subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        subscription.cancel();
                    }
                });
        Eventually.that(() -> !stream.feed().isInterestedIn(BOB.uid()));
        assertThat(stream.server()
                        .bean(MeterRegistry.class)
                        .find("verbatim.gateway.connections")
                        .gauge())
                .isNotNull()
                .satisfies(open -> assertThat(open.value()).isZero());
    }

    @Test
    void shouldCommentOnSilence() {
        start("verbatim.gateway.stream.comment=100ms");
        try (SseClient bob = SseClient.open(port(), "", token())) {
            bob.next("welcome");
            bob.next("live");
            Eventually.that(() -> bob.comments() >= 3);
            stream.happens(history.sent(ANA.uid(), BOB.uid(), "Hi"));
            bob.next("message.sent");
        }
    }

    @Test
    void shouldEndWithTheToken() {
        start();
        try (SseClient bob = SseClient.open(port(), "", token())) {
            bob.next("welcome");
            bob.next("live");
            stream.server().clock().advance(Duration.ofMinutes(16));
            assertThat(bob.next("goodbye").data().path("reason").asString()).isEqualTo("token-expired");
            bob.end();
        }
    }

    @Test
    void shouldEndWhenItDrains() {
        start();
        try (SseClient bob = SseClient.open(port(), "", token())) {
            bob.next("welcome");
            bob.next("live");
            Thread stopping = Thread.ofPlatform().start(stream::close);
            assertThat(bob.next("goodbye").data().path("reason").asString()).isEqualTo("draining");
            bob.end();
            Eventually.that(() -> !stopping.isAlive());
        }
    }

    @Test
    void shouldNotCollectForWhoDoesNotRead() {
        start(
                "verbatim.gateway.stream.outbound-frames=64",
                "verbatim.gateway.stream.outbound=64KB",
                "verbatim.gateway.stream.close-within=300ms");
        try (SseClient bob = SseClient.open(port(), "", token())) {
            bob.next("welcome");
            bob.next("live");
            bob.stopReading();
            Eventually.that(() -> {
                stream.feed().emit(messages(50));
                return !stream.feed().isInterestedIn(BOB.uid());
            });
        }
    }

    @Test
    void shouldForgetWhoHasGone() {
        start();
        try (SseClient bob = SseClient.open(port(), "", token())) {
            bob.next("welcome");
            assertThat(stream.feed().isInterestedIn(BOB.uid())).isTrue();
        }
        Eventually.that(() -> !stream.feed().isInterestedIn(BOB.uid()));
    }

    private RecordedEvent[] messages(int count) {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(history.sent(ANA.uid(), BOB.uid(), "x".repeat(2_000)).last());
        }
        return events.toArray(RecordedEvent[]::new);
    }

    private void unauthorized(String uri) {
        stream.server().anonymous().get().uri(uri).exchange().expectStatus().isUnauthorized();
    }

    private void start(String... settings) {
        stream = StreamServer.start(history, settings);
    }

    private int port() {
        return stream.server().port();
    }

    private String token() {
        return stream.server().tokenOf(BOB);
    }

    private String cursor(long position) {
        return stream.server().bean(Cursors.class).encode(position);
    }
}
