package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client as the protocol describes it: keeps what it was told by `version`, resumes by its last cursor,
/// on whichever gateway, and trusts that it is told everything. It comes back when it is sent away.
final class ChatClient {

    private static final Logger LOG = LoggerFactory.getLogger(ChatClient.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String token;
    private final Map<String, SortedMap<Long, Copy>> copies = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, CompletableFuture<JsonNode>> answers = new HashMap<>();
    private final Set<String> typing = new HashSet<>();
    private final Map<String, List<JsonNode>> presences = new HashMap<>();
    private Map<String, Long> told = new HashMap<>(); // the last new message's seq on this connection
    private CompletableFuture<Void> live = new CompletableFuture<>();
    private CompletionStage<?> sending = CompletableFuture.completedStage(null);
    private @Nullable WebSocket socket;
    private @Nullable Listening listening;
    private @Nullable String cursor;
    private int lastId;

    ChatClient(String token) {
        this.token = token;
    }

    /// Leaves the gateway that it is on, without a word, and joins another.
    void join(Rest gateway) {
        WebSocket former = socket;
        if (former != null) {
            former.abort();
        }
        synchronized (this) {
            listening = new Listening(gateway);
            told = new HashMap<>();
            live = new CompletableFuture<>();
            sending = CompletableFuture.completedStage(null);
        }
        WebSocket opened = HTTP.newWebSocketBuilder()
                .subprotocols("verbatim.v1")
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create("ws://" + gateway.authority() + "/v1/ws"), listening)
                .join();
        synchronized (this) {
            socket = opened;
        }
        say(cursor == null ? "{\"type\":\"hello\"}" : "{\"type\":\"hello\",\"cursor\":\"%s\"}".formatted(cursor));
    }

    void awaitLive() throws Exception {
        live.get(20, TimeUnit.SECONDS);
    }

    void leave() {
        WebSocket former = socket;
        synchronized (this) {
            listening = null;
        }
        if (former != null) {
            former.abort();
        }
    }

    synchronized void say(String frame) {
        WebSocket open = socket;
        sending = sending.thenCompose(before -> open.sendText(frame, true)).exceptionally(gone -> null);
    }

    /// Sends a message; what becomes of it is told like everything else.
    void send(String conversation, String text) {
        String id;
        synchronized (this) {
            id = "f" + ++lastId;
        }
        say(JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "type",
                        "send",
                        "id",
                        id,
                        "conversationId",
                        conversation,
                        "text",
                        text,
                        "clientMessageId",
                        UUID.randomUUID().toString())));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        synchronized (this) {
            answers.put(id, answer);
        }
        JsonNode ack = answer.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(ack.path("type").asString()).as("%s", ack).isEqualTo("ack");
        take(
                conversation,
                ack.path("seq").asLong(),
                new Copy(ack.path("version").asLong(), text));
    }

    private synchronized void take(JsonNode frame) {
        switch (frame.path("type").asString()) {
            case "welcome" -> {
                if (cursor != null && !frame.path("recovered").asBoolean()) {
                    faults.add("not recovered: " + frame);
                }
            }
            case "live" -> live.complete(null);
            case "ack", "failed" -> {
                CompletableFuture<JsonNode> asked =
                        answers.remove(frame.path("id").asString());
                if (asked != null) {
                    asked.complete(frame);
                }
            }
            case "event" -> event(frame.path("event").asString(), frame.path("data"));
            default -> {
                // nothing that a copy is made of
            }
        }
        if (frame.has("cursor")) {
            cursor = frame.path("cursor").asString();
        }
    }

    private void event(String name, JsonNode data) {
        String conversation = data.path("conversationId").asString("");
        if (name.equals("conversation.gap")) {
            faults.add("gap: " + data);
        } else if (name.equals("typing")) {
            typing.add(conversation);
        } else if (name.equals("presence.changed")) {
            presences
                    .computeIfAbsent(data.path("userId").asString(), first -> new ArrayList<>())
                    .add(data);
        } else if (name.startsWith("message.")) {
            long seq = data.path("seq").asLong();
            Map<Long, Copy> known = copies.getOrDefault(conversation, new TreeMap<>());
            if (name.equals("message.sent") && !known.containsKey(seq)) {
                long before = told.getOrDefault(conversation, 0L);
                if (seq < before) {
                    faults.add("new message %d after %d".formatted(seq, before));
                }
                told.put(conversation, seq);
            }
            take(
                    conversation,
                    seq,
                    new Copy(data.path("version").asLong(), data.path("text").asString("")));
        }
    }

    private synchronized void take(String conversation, long seq, Copy copy) {
        copies.computeIfAbsent(conversation, first -> new TreeMap<>())
                .merge(seq, copy, (one, other) -> other.version > one.version ? other : one);
    }

    /// What it holds of a conversation, by seq.
    synchronized SortedMap<Long, Copy> copies(String conversation) {
        return new TreeMap<>(copies.getOrDefault(conversation, new TreeMap<>()));
    }

    synchronized boolean sawTyping(String conversation) {
        return typing.contains(conversation);
    }

    /// What it was told of somebody's presence, in order.
    synchronized List<JsonNode> presences(String userId) {
        return List.copyOf(presences.getOrDefault(userId, List.of()));
    }

    synchronized @Nullable String cursor() {
        return cursor;
    }

    /// What the protocol rules out, and was seen.
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    record Copy(long version, String text) {}

    /// One connection; what still comes on a former one is lost, as it would be.
    private final class Listening implements WebSocket.Listener {

        private final Rest gateway;
        private final StringBuilder partial = new StringBuilder();

        Listening(Rest gateway) {
            this.gateway = gateway;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            from.request(1);
            partial.append(data);
            if (last) {
                JsonNode frame = JsonMapper.shared().readTree(partial.toString());
                partial.setLength(0);
                synchronized (ChatClient.this) {
                    if (listening == this) {
                        take(frame);
                    }
                }
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            boolean wanted;
            synchronized (ChatClient.this) {
                wanted = listening == this;
            }
            if (wanted) {
                LOG.info("Sent away with {} {}: comes back", code, reason);
                CompletableFuture<Void> _ = CompletableFuture.runAsync(() -> join(gateway));
            }
            return null;
        }
    }
}
