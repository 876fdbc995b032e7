package io.verbatim.acceptance.driver;

import io.verbatim.acceptance.Contract;
import io.verbatim.acceptance.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// One connection of a device. Frames are held against the published contract and handed on in the order in which they
/// came, and are sent in the order in which they were given.
final class Link implements WebSocket.Listener {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String name;
    private final Contract contract;
    private final Tampering tampering;
    private final Ear ear;
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private CompletionStage<?> sending = CompletableFuture.completedStage(null);

    private Link(String name, Contract contract, Tampering tampering, Ear ear) {
        this.name = name;
        this.contract = contract;
        this.tampering = tampering;
        this.ear = ear;
    }

    /// Who listens.
    interface Ear {
        void heard(Link link, JsonNode frame);

        /// Something came that the contract does not have.
        void undocumented(Link link, AssertionError why);

        void ended(Link link, int code);
    }

    /// @throws Exception if nobody answers
    static Link open(URI uri, String token, String name, Tampering tampering, Ear ear) throws Exception {
        Link link = new Link(name, Contract.of(uri), tampering, ear);
        link.socket = CLIENT.newWebSocketBuilder()
                .subprotocols("verbatim.v1")
                .header("Authorization", "Bearer " + token)
                .buildAsync(uri, link)
                .get(5, TimeUnit.SECONDS);
        return link;
    }

    /// Unique in a run.
    String name() {
        return name;
    }

    synchronized void send(Map<String, ?> frame) {
        JsonNode json = Json.read(Json.write(frame));
        JsonNode forged = tampering.forged(json, json.path("type").asString(""));
        write(tampering.outgoing(json));
        if (forged != null) {
            CompletableFuture.runAsync(() -> ear.heard(this, forged));
        }
    }

    /// Lets out what is held back.
    synchronized void flush() {
        write(tampering.rest());
    }

    private void write(List<String> texts) {
        for (String text : texts) {
            sending = sending.thenCompose(_ -> socket.sendText(text, true)).exceptionally(_ -> null);
        }
    }

    /// Ends without a word, as when the network is gone.
    void cut() {
        socket.abort();
        ear.ended(this, 1006);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode frame = Json.read(partial.toString());
            partial.setLength(0);
            check(frame);
            List<JsonNode> passed;
            synchronized (this) {
                passed = tampering.incoming(frame);
            }
            passed.forEach(each -> ear.heard(this, each));
        }
        from.request(1);
        return null;
    }

    private void check(JsonNode frame) {
        try {
            contract.checkFrame(frame);
        } catch (AssertionError undocumented) {
            ear.undocumented(this, undocumented);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ear.ended(this, code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ear.ended(this, 1006);
    }
}
