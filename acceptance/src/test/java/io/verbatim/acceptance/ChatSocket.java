package io.verbatim.acceptance;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A client's WebSocket. What comes is kept until a test takes it; pings are answered by the JDK.
final class ChatSocket implements AutoCloseable, WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Mailbox<JsonNode> frames = new Mailbox<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final AtomicReference<AssertionError> violation = new AtomicReference<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private CompletionStage<?> sending = CompletableFuture.completedStage(null);
    private final Contract contract;
    private int lastId;

    private ChatSocket(Contract contract) {
        this.contract = contract;
    }

    /// Connects, and says nothing yet.
    ///
    /// @param token goes into the header; empty: none
    static ChatSocket connect(URI uri, String token) {
        ChatSocket chat = new ChatSocket(Contract.of(uri));
        WebSocket.Builder builder = Api.CLIENT.newWebSocketBuilder().subprotocols("verbatim.v1");
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        try {
            chat.socket = builder.buildAsync(uri, chat).join();
        } catch (CompletionException refused) {
            throw new IllegalStateException(refused.getCause());
        }
        return chat;
    }

    /// Says `hello`, and waits for `welcome`.
    JsonNode hello() {
        send("{'type':'hello'}");
        return await("welcome");
    }

    /// Resumes: says `hello` with a cursor, and waits for `welcome`.
    JsonNode hello(String cursor) {
        send("{'type':'hello','cursor':'%s'}", cursor);
        return await("welcome");
    }

    /// Sends a frame; see [Json#of].
    synchronized void send(String template, Object... values) {
        sendRaw(Json.of(template, values));
    }

    /// Sends a text as it is.
    synchronized void sendRaw(String text) {
        sending = sending.thenCompose(_ -> socket.sendText(text, true));
    }

    /// Sends a message and does not wait.
    ///
    /// @return the frame's id
    String say(String conversationId, String text, String clientMessageId) {
        String id = nextId();
        sendRaw(Json.write(Map.of(
                "type",
                "send",
                "id",
                id,
                "conversationId",
                conversationId,
                "text",
                text,
                "clientMessageId",
                clientMessageId)));
        return id;
    }

    /// Sends a message, and waits for its `ack`.
    JsonNode say(String conversationId, String text) {
        return awaitAck(say(conversationId, text, UUID.randomUUID().toString()));
    }

    /// Sends a receipt (`delivered` or `read`), and waits until it is recorded.
    JsonNode acknowledge(String receipt, String conversationId, long upTo) {
        String id = nextId();
        send("{'type':'%s','id':'%s','conversationId':'%s','upTo':%d}", receipt, id, conversationId, upTo);
        return awaitAck(id);
    }

    synchronized String nextId() {
        return "f" + ++lastId;
    }

    JsonNode awaitAck(String id) {
        JsonNode answer = awaitAnswer(id);
        if (!isOf(answer, "ack")) {
            throw new AssertionError("answer: " + answer + " (expected: an ack)");
        }
        return answer;
    }

    /// The problem of a frame that must fail.
    JsonNode awaitFailure(String id) {
        JsonNode answer = awaitAnswer(id);
        if (!isOf(answer, "failed")) {
            throw new AssertionError("answer: " + answer + " (expected: failed)");
        }
        return answer.path("problem");
    }

    JsonNode awaitAnswer(String id) {
        return frames.take(
                "an answer to " + id, frame -> frame.path("id").asString("").equals(id));
    }

    /// Takes the next frame of a type.
    JsonNode await(String type) {
        return frames.take(type, frame -> isOf(frame, type));
    }

    /// Takes the next event of a name.
    ///
    /// @return the whole frame
    JsonNode awaitEvent(String name) {
        return awaitEvent(name, _ -> true);
    }

    /// Takes the next event of a name whose data fits.
    JsonNode awaitEvent(String name, Predicate<JsonNode> fits) {
        return frames.take(name, frame -> isEvent(frame, name) && fits.test(frame.path("data")));
    }

    /// Waits for `live`, and takes all that came through it.
    List<JsonNode> awaitLive() {
        return frames.takeThrough("live", frame -> isOf(frame, "live"));
    }

    /// Waits for the answer to a ping, and takes all that came before it: what the server sent until now.
    List<JsonNode> awaitQuiet() {
        String id = nextId();
        send("{'type':'ping','id':'%s'}", id);
        List<JsonNode> taken = frames.takeThrough(
                "pong",
                frame -> isOf(frame, "pong") && frame.path("id").asString("").equals(id));
        return taken.subList(0, taken.size() - 1);
    }

    /// Waits until the server closes.
    int awaitClose() {
        try {
            return closeCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError("the server did not close", failed);
        }
    }

    boolean isOpen() {
        return !closeCode.isDone();
    }

    static boolean isOf(JsonNode frame, String type) {
        return frame.path("type").asString("").equals(type);
    }

    static boolean isEvent(JsonNode frame, String name) {
        return isOf(frame, "event") && frame.path("event").asString("").equals(name);
    }

    /// The data of the events of a name, of frames that were taken.
    static List<JsonNode> events(List<JsonNode> taken, String name) {
        return taken.stream()
                .filter(frame -> isEvent(frame, name))
                .map(frame -> frame.path("data"))
                .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode frame = Json.read(partial.toString());
            partial.setLength(0);
            try {
                contract.checkFrame(frame);
                frames.add(frame);
            } catch (AssertionError undocumented) {
                violation.compareAndSet(null, undocumented);
                frames.close(undocumented.toString());
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        frames.close("closed with " + code + " " + reason);
        closeCode.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        frames.close("broken: " + error);
        closeCode.complete(1006);
    }

    /// Ends at once, as when the network is gone.
    @Override
    public void close() {
        socket.abort();
        closeCode.complete(1006);
        AssertionError undocumented = violation.get();
        if (undocumented != null) {
            throw undocumented;
        }
    }
}
