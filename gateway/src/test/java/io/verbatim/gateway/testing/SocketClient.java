package io.verbatim.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.verbatim.gateway.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A client on a real socket. It waits for what it expects, and fails when it does not come.
public final class SocketClient implements AutoCloseable {
    public static final String PROTOCOL = "verbatim.v1";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private volatile boolean reading = true;

    private SocketClient(int port, String query, String token) {
        WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols(PROTOCOL);
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/ws" + query), new Taker())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /// Connects, and says nothing yet.
    public static SocketClient connect(int port) {
        return new SocketClient(port, "", null);
    }

    public static SocketClient withToken(int port, String token) {
        return new SocketClient(port, "", token);
    }

    public static SocketClient withTicket(int port, String ticket) {
        return new SocketClient(port, "?ticket=" + ticket, null);
    }

    /// Sends a frame; quotes are `'`.
    public SocketClient say(String json) {
        return sayRaw(json.replace('\'', '"'));
    }

    public synchronized SocketClient sayRaw(String text) {
        sent = sent.thenCompose(before -> socket.sendText(text, true));
        return this;
    }

    public synchronized SocketClient sayBytes(byte[] bytes) {
        sent = sent.thenCompose(before -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
        return this;
    }

    public SocketClient hello(String token) {
        return say("{'type':'hello','token':'" + token + "'}");
    }

    public SocketClient hello(String token, String cursor) {
        return say("{'type':'hello','token':'" + token + "','cursor':'" + cursor + "'}");
    }

    /// From now on it takes nothing of what comes; how much the system takes for it is another matter.
    public void stopReading() {
        reading = false;
    }

    /// The next frame.
    public JsonNode next() {
        try {
            JsonNode frame = frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return frame == null ? fail("no frame came; closed: " + closed) : frame;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
    }

    /// The next frame, which is of this type.
    public JsonNode next(String type) {
        JsonNode frame = next();
        assertThat(frame.path("type").asString()).as("%s", frame).isEqualTo(type);
        return frame;
    }

    /// The next frame, which is this event.
    public JsonNode nextEvent(String event) {
        JsonNode frame = next("event");
        assertThat(frame.path("event").asString()).as("%s", frame).isEqualTo(event);
        return frame;
    }

    /// Everything up to the first frame of this type, which is the last of the answer.
    public List<JsonNode> until(String type) {
        List<JsonNode> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!all.getLast().path("type").asString().equals(type));
        return all;
    }

    /// That nothing but a `pong` comes now.
    public void nothingMore() {
        say("{'type':'ping','id':'nothing-more'}");
        JsonNode frame = next("pong");
        assertThat(frame.path("id").asString()).isEqualTo("nothing-more");
    }

    /// The code with which the server closes.
    public int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /// Ends without a word.
    public void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Taker implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(Json.mapper().readTree(text.toString()));
                text.setLength(0);
            }
            if (reading) {
                from.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
