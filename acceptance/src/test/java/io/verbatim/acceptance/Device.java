package io.verbatim.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// Somebody, signed in on a device.
public final class Device {

    static final String PASSWORD = "correct horse battery staple";

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    final RunningServer server;
    public final String userId;
    /// The device's id.
    public final String id;

    public final String accessToken;
    public final String refreshToken;
    public final Api api;

    private Device(RunningServer server, String userId, JsonNode tokens) {
        this.server = server;
        this.userId = userId;
        this.id = tokens.path("device").asString("");
        this.accessToken = tokens.path("accessToken").asString("");
        this.refreshToken = tokens.path("refreshToken").asString("");
        this.api = new Api(server.uri(), accessToken);
    }

    /// Registers somebody new, and signs in.
    ///
    /// @param name the beginning of the user id
    public static Device register(RunningServer server, String name) {
        String userId = name + "-" + PEOPLE.incrementAndGet();
        new Api(server.uri(), "")
                .post(
                        "/v1/accounts",
                        Json.of("{'userId':'%s','password':'%s','displayName':'%s'}", userId, PASSWORD, name))
                .require(201);
        return signIn(server, userId, "phone");
    }

    public static Device signIn(RunningServer server, String userId, String device) {
        JsonNode tokens = new Api(server.uri(), "")
                .post("/v1/tokens", Json.of("{'userId':'%s','password':'%s','device':'%s'}", userId, PASSWORD, device))
                .require(200);
        return new Device(server, userId, tokens);
    }

    /// The same person on another device.
    public Device onAnother(String device) {
        return signIn(server, userId, device);
    }

    /// This device with the tokens of a refresh.
    Device with(JsonNode tokens) {
        return new Device(server, userId, tokens);
    }

    /// Connects and says `hello` without a cursor: live when it returns.
    ChatSocket connect() {
        ChatSocket socket = connectOnly();
        socket.hello();
        socket.awaitLive();
        return socket;
    }

    /// Connects, and says nothing yet.
    ChatSocket connectOnly() {
        return ChatSocket.connect(server.webSocketUri(), accessToken);
    }

    /// Opens the direct conversation, or finds it.
    ///
    /// @return its id
    public String open(Device other) {
        Api.Answer answer = api.post("/v1/conversations", Json.of("{'type':'direct','with':'%s'}", other.userId));
        return answer.require(answer.status() == 200 ? 200 : 201).path("id").asString("");
    }

    /// Sends by POST.
    JsonNode post(String conversationId, String text) {
        return post(conversationId, text, UUID.randomUUID().toString()).require(201);
    }

    Api.Answer post(String conversationId, String text, String clientMessageId) {
        return api.post(
                "/v1/conversations/" + conversationId + "/messages",
                Json.write(Map.of("text", text, "clientMessageId", clientMessageId)));
    }

    /// The newest messages.
    JsonNode messages(String conversationId, String query) {
        return api.get("/v1/conversations/" + conversationId + "/messages" + query)
                .require(200);
    }

    /// Waits until this person can read so many messages: reads may lag behind what another has written.
    void awaitMessages(String conversationId, int count) {
        for (int attempt = 0; attempt < 500; attempt++) {
            Api.Answer answer = api.get("/v1/conversations/" + conversationId + "/messages");
            if (answer.status() == 200 && answer.require(200).path("messages").size() >= count) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("messages: fewer after 10 s (expected: " + count + ")");
    }

    /// The entry of a conversation in this person's inbox.
    JsonNode entry(String conversationId) {
        return api.get("/v1/inbox?ids=" + conversationId)
                .require(200)
                .path("conversations")
                .path(0);
    }
}
