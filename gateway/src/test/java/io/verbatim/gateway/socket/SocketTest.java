package io.verbatim.gateway.socket;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.TestClock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SocketTest {
    private final GatewayServer server = GatewayServer.start();
    private final History history = Histories.talked();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldWelcomeAndGoLive() {
        try (SocketClient ana = SocketClient.connect(server.port())) {
            ana.hello(server.tokenOf(ANA));

            JsonNode welcome = ana.next("welcome");
            assertThat(welcome.path("userId").asString()).isEqualTo("ana");
            assertThat(welcome.path("device").asString()).isEqualTo("phone");
            assertThat(welcome.path("recovered").asBoolean()).isFalse();
            assertThat(welcome.path("heartbeatSeconds").asInt()).isEqualTo(25);
            assertThat(welcome.path("cursor").asString()).hasSize(22);
            ana.next("live");
        }
    }

    @Test
    void shouldAcknowledgeASendAndPushIt() {
        String clientMessageId = UUID.randomUUID().toString();
        server.sides()
                .onCommand(
                        SendMessage.class,
                        send -> new MessageAcceptance(
                                MessageId.of(send.conversationId(), 4), 4, 9, TestClock.START, false));
        server.feed().emit(history.last());
        try (SocketClient ana = SocketClient.connect(server.port());
                SocketClient bob = SocketClient.connect(server.port())) {
            ana.hello(server.tokenOf(ANA)).until("live");
            bob.hello(server.tokenOf(BOB)).until("live");

            ana.say("{'type':'send','id':7,'conversationId':'%s','clientMessageId':'%s','text':'Hi'}"
                    .formatted(ANA_AND_BOB, clientMessageId));
            JsonNode ack = ana.next("ack");
            assertThat(ack.path("id").asInt()).isEqualTo(7);
            assertThat(ack.path("seq").asInt()).isEqualTo(4);

            server.feed()
                    .emit(history.sent(ANA.uid(), BOB.uid(), clientMessageId, "Hi")
                            .last());
            JsonNode sent = bob.nextEvent("message.sent");
            assertThat(sent.path("data").path("text").asString()).isEqualTo("Hi");
            assertThat(sent.path("cursor").asString()).hasSize(22);
            bob.nothingMore();
            ana.nothingMore();
        }
    }
}
