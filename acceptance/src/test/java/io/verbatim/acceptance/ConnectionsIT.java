package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// How connections begin and end: tokens, tickets, and close codes.
class ConnectionsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldWelcomeByHeaderByTicketAndByHello() {
        String ticket = ticket(ana);
        try (ChatSocket byHeader = ana.connectOnly();
                ChatSocket byTicket = ChatSocket.connect(withTicket(ticket), "");
                ChatSocket byHello = ChatSocket.connect(SERVER.webSocketUri(), "")) {
            byHello.send("{'type':'hello','token':'%s'}", ana.accessToken);

            for (JsonNode welcome : List.of(byHeader.hello(), byTicket.hello(), byHello.await("welcome"))) {
                assertThat(welcome.path("userId").asString("")).isEqualTo(ana.userId);
                assertThat(welcome.path("device").asString("")).isEqualTo(ana.id);
                assertThat(welcome.path("sessionId").asString("")).isNotEmpty();
                assertThat(welcome.path("heartbeatSeconds").asInt(0)).isEqualTo(25);
                assertThat(welcome.path("recovered").asBoolean(true)).isFalse();
                assertThat(welcome.path("cursor").asString("")).isNotEmpty();
            }
        }
    }

    @Test
    void shouldCloseWith4401WhenTheTokenOrTicketIsWrong() {
        String spent = ticket(ana);
        try (ChatSocket first = ChatSocket.connect(withTicket(spent), "")) {
            first.hello();
        }
        assertThat(closeCodeAfterHello(ChatSocket.connect(withTicket(spent), "")))
                .isEqualTo(4401);
        assertThat(closeCodeAfterHello(ChatSocket.connect(withTicket("nonsense"), "")))
                .isEqualTo(4401);
        assertThat(closeCodeAfterHello(ChatSocket.connect(SERVER.webSocketUri(), "nonsense")))
                .isEqualTo(4401);
        assertThat(closeCodeAfterHello(ChatSocket.connect(SERVER.webSocketUri(), "")))
                .isEqualTo(4401);
    }

    @Test
    void shouldCloseWith4401WhenNobodySaysHello() {
        try (ChatSocket silent = ana.connectOnly()) {
            assertThat(silent.awaitClose()).isEqualTo(4401);
        }
    }

    private static int closeCodeAfterHello(ChatSocket socket) {
        try (socket) {
            if (socket.isOpen()) {
                socket.send("{'type':'hello'}");
            }
            return socket.awaitClose();
        }
    }

    private static URI withTicket(String ticket) {
        return URI.create(SERVER.webSocketUri() + "?ticket=" + ticket);
    }

    private static String ticket(Device device) {
        JsonNode issued = device.api.post("/v1/stream-tickets", "").require(201);
        assertThat(issued.path("expiresIn").asInt(0)).isEqualTo(30);
        return issued.path("ticket").asString("");
    }

    @Test
    void shouldRefuseTheHandshakeWhenNoProtocolIsOffered() {
        assertThatThrownBy(() -> Api.CLIENT
                        .newWebSocketBuilder()
                        .header("Authorization", "Bearer " + ana.accessToken)
                        .buildAsync(SERVER.webSocketUri(), new WebSocket.Listener() {})
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(400));
    }

    @Test
    void shouldCloseTheFirstOfNineWith4409() {
        List<ChatSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 9; i++) {
                sockets.add(ana.connect());
            }
            assertThat(sockets.getFirst().await("goodbye").path("reason").asString(""))
                    .isEqualTo("replaced");
            assertThat(sockets.getFirst().awaitClose()).isEqualTo(4409);
            for (ChatSocket other : sockets.subList(1, 9)) {
                other.awaitQuiet();
                assertThat(other.isOpen()).isTrue();
            }
        } finally {
            sockets.forEach(ChatSocket::close);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"type\":",
                "[]",
                "\"hello\"",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"no-such-frame\"}",
                "{\"type\":\"hello\"}"
            })
    void shouldCloseWith4400WhenAFrameIsMalformed(String frame) {
        try (ChatSocket socket = ana.connect()) {
            socket.sendRaw(frame);
            assertThat(socket.awaitClose()).isEqualTo(4400);
        }
    }

    @Test
    void shouldCloseWith4400WhenAFrameIsNoText() throws Exception {
        try (RawSocket socket = new RawSocket(ana, 0)) {
            socket.sendText("{\"type\":\"hello\"}");
            socket.send(RawSocket.BINARY, new byte[] {1, 2, 3});
            assertThat(socket.readCloseCode()).isEqualTo(4400);
        }
    }

    @Test
    void shouldCloseWhenWhatComesIsNoWebSocket() throws Exception {
        try (RawSocket socket = new RawSocket(ana, 0)) {
            socket.sendText("{\"type\":\"hello\"}");
            socket.send(0xF1, new byte[] {1, 2, 3}, true);
            assertThat(socket.readCloseCode()).isIn(1002, 1006, 4400);
        }
        try (RawSocket socket = new RawSocket(ana, 0)) {
            socket.send(0x81, "{\"type\":\"hello\"}".getBytes(StandardCharsets.UTF_8), false);
            assertThat(socket.readCloseCode()).isIn(1002, 1006, 4400);
        }
    }

    @Test
    void shouldCloseWith4413WhenAFrameIsTooLarge() throws Exception {
        String conversation = ana.open(bob);
        try (ChatSocket fits = ana.connect()) {
            String id = fits.say(
                    conversation, "x".repeat(100_000), UUID.randomUUID().toString());
            assertThat(fits.awaitFailure(id).path("status").asInt(0)).isEqualTo(422);
        }
        try (RawSocket tooLarge = new RawSocket(ana, 0)) {
            tooLarge.sendText("{\"type\":\"hello\"}");
            tooLarge.sendText("{\"type\":\"send\",\"text\":\"" + "x".repeat(132_000) + "\"}");
            assertThat(tooLarge.readCloseCode()).isEqualTo(4413);
        }
    }

    @Test
    void shouldCloseWith4508WhenAClientNeverReads() throws Exception {
        String conversation = ana.open(bob);
        ana.post(conversation, "first");
        bob.awaitMessages(conversation, 1);
        String cursor = bob.api.get("/v1/inbox").require(200).path("cursor").asString("");
        try (RawSocket slow = new RawSocket(bob, 4096);
                ChatSocket anas = ana.connect()) {
            slow.sendText("{\"type\":\"hello\"}");
            String text = "x".repeat(7_900);
            for (int round = 0; round < 40; round++) {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    ids.add(anas.say(conversation, text, UUID.randomUUID().toString()));
                }
                ids.forEach(anas::awaitAck);
            }
            assertThat(slow.readCloseCode()).isIn(4508, 1006);
        }
        assertThat(SERVER.logText()).doesNotContain("OutOfMemoryError");
        try (ChatSocket bobs = bob.connectOnly()) {
            assertThat(bobs.hello(cursor).path("recovered").asBoolean(false)).isTrue();
            assertThat(ChatSocket.events(bobs.awaitLive(), "conversation.gap")).hasSize(1);
        }
    }

    @Test
    void shouldTakeANewTokenOnAnOpenConnection() {
        Device other = ana.with(new Api(SERVER.uri(), "")
                .post("/v1/tokens/refresh", Json.of("{'refreshToken':'%s'}", ana.refreshToken))
                .require(200));
        try (ChatSocket socket = ana.connect()) {
            socket.send("{'type':'auth','id':'a1','token':'%s'}", other.accessToken);
            socket.awaitAck("a1");

            socket.send("{'type':'auth','id':'a2','token':'%s'}", bob.accessToken);
            assertThat(socket.awaitFailure("a2").path("status").asInt(0)).isIn(401, 403);
        }
    }

    @Test
    void shouldAnswerPings() {
        try (ChatSocket socket = ana.connect()) {
            socket.send("{'type':'ping','id':'p1'}");
            assertThat(socket.await("pong").path("id").asString("")).isEqualTo("p1");
        }
    }

    @Test
    void shouldFailAFrameThatHasAnIdAndKeepTheConnection() {
        String conversation = ana.open(bob);
        Device eve = Device.register(SERVER, "eve");
        try (ChatSocket eves = eve.connect()) {
            String id = eves.say(conversation, "let me in", UUID.randomUUID().toString());
            JsonNode problem = eves.awaitFailure(id);
            assertThat(problem.path("type").asString("")).isEqualTo("urn:verbatim:problem:not-found");
            assertThat(problem.path("retryable").asBoolean(true)).isFalse();

            eves.send("{'type':'read','id':'r1','conversationId':'%s','upTo':1}", conversation);
            assertThat(eves.awaitFailure("r1").path("status").asInt(0)).isEqualTo(404);
            eves.awaitQuiet();
        }
        try (ChatSocket anas = ana.connect()) {
            anas.say(conversation, "only one");
            anas.send("{'type':'read','id':'r1','conversationId':'%s','upTo':2}", conversation);
            assertThat(anas.awaitFailure("r1").path("status").asInt(0)).isEqualTo(422);
        }
    }
}
