package io.verbatim.gateway.stream;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.live.TypingSignal;
import io.verbatim.api.vault.RefreshTokens.Grant;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.gateway.testing.SseClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TypingTest {
    private final History history = Histories.talked();
    private StreamServer stream;

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void shouldTellTheOtherAlone() {
        start();
        String token = stream.server().tokenOf(BOB);
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(token);
                SseClient stillBob = SseClient.open(stream.server().port(), "", token)) {
            stillBob.next("welcome");
            stillBob.next("live");
            types(ana, 1, ANA_AND_BOB, true);
            ana.next("ack");

            JsonNode typing = bob.nextEvent("typing");
            assertThat(typing.at("/data").toString())
                    .isEqualTo("{\"conversationId\":\"%s\",\"userId\":\"ana\",\"active\":true}".formatted(ANA_AND_BOB));
            assertThat(typing.has("cursor")).isFalse();
            SseClient.Event event = stillBob.next("typing");
            assertThat(event.data()).isEqualTo(typing.at("/data"));
            assertThat(event.id()).isNull();
            ana.nothingMore();
        }
    }

    @Test
    void shouldTellOnceInThreeSecondsButEveryStop() {
        start();
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            for (int i = 0; i < 3; i++) {
                types(ana, i, ANA_AND_BOB, true);
                ana.next("ack");
            }
            assertThat(bob.nextEvent("typing").at("/data/active").asBoolean()).isTrue();
            bob.nothingMore();
            types(ana, 4, ANA_AND_BOB, false);
            assertThat(bob.nextEvent("typing").at("/data/active").asBoolean()).isFalse();
            ana.next("ack");
            types(bob, 5, ANA_AND_BOB, true);
            bob.next("ack");
            ana.nextEvent("typing");
            stream.server().clock().advance(Duration.ofSeconds(3));
            types(ana, 6, ANA_AND_BOB, true);
            bob.nextEvent("typing");
        }
    }

    @Test
    void shouldNotTellBeforeTheFirstMessage() {
        start();
        history.opened(ANA.uid(), CARLA.uid());
        stream.happens(history);
        ConversationId unwritten = ConversationId.direct(ANA.uid(), CARLA.uid());
        try (SocketClient ana = stream.live(ANA);
                SocketClient carla = stream.live(CARLA)) {
            types(ana, 1, unwritten, true);
            ana.next("ack");
            carla.nothingMore();
            types(carla, 2, unwritten, true);
            assertThat(carla.next("failed").at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:not-found");
        }
        assertThat(stream.feed().passed()).isEmpty();
    }

    @Test
    void shouldNotTellAcrossABlock() {
        start();
        stream.views().block(ANA.uid(), BOB.uid());
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            types(ana, 1, ANA_AND_BOB, true);
            ana.next("ack");
            types(bob, 2, ANA_AND_BOB, true);
            bob.next("ack");
        }
        assertThat(stream.feed().passed()).isEmpty();
    }

    @Test
    void shouldRefuseOthersConversations() {
        start();
        try (SocketClient carla = stream.live(CARLA);
                SocketClient bob = stream.live(BOB)) {
            types(carla, 1, ANA_AND_BOB, true);
            assertThat(carla.next("failed").at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:not-found");
            bob.nothingMore();
        }
    }

    @Test
    void shouldTellNobodyWhereThereAreTooMany() {
        start("verbatim.gateway.limits.typing-members=1");
        try (SocketClient ana = stream.live(ANA);
                SocketClient bob = stream.live(BOB)) {
            types(ana, 1, ANA_AND_BOB, true);
            ana.next("ack");
            bob.nothingMore();
        }
    }

    @Test
    void shouldNotTellAgainToWhoResumes() {
        start();
        Grant grant = stream.server().vault().begin(BOB.uid(), DeviceId.of("phone"));
        String token = stream.server()
                .bean(AccessTokens.class)
                .issue(grant, BOB.handle())
                .value();
        String cursor;
        try (SocketClient bob = stream.connect().hello(token)) {
            cursor = bob.until("live").getLast().path("cursor").asString();
        }
        stream.feed().pass(new TypingSignal(ANA_AND_BOB, ANA.uid(), true, ANA_AND_BOB.pair()));
        stream.happens(history.sent(ANA.uid(), BOB.uid(), "missed"));
        try (SocketClient bob = stream.connect().hello(token, cursor)) {
            bob.next("welcome");
            bob.nextEvent("message.sent");
            bob.next("live");
            bob.nothingMore();
        }
    }

    private void start(String... settings) {
        stream = StreamServer.start(history, settings);
    }

    private static void types(SocketClient client, int id, ConversationId conversation, boolean active) {
        client.say("{'type':'typing','id':%d,'conversationId':'%s','active':%s}".formatted(id, conversation, active));
    }
}
