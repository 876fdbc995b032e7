package io.verbatim.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.verbatim.gateway.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A reader of server-sent events on a socket of its own.
public final class SseClient implements AutoCloseable {
    private static final int SECONDS = 20;
    private static final Event END = new Event("", "", null);

    private final Socket socket;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean reading = true;
    private volatile int comments;

    private SseClient(Socket socket) {
        this.socket = socket;
    }

    /// @param token null: none
    /// @param header a name and a value, if any
    public static SseClient open(int port, String query, String token, String... header) {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            String request = "GET /v1/stream" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                    + (header.length == 0 ? "" : header[0] + ": " + header[1] + "\r\n")
                    + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            SseClient client = new SseClient(socket);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
            Thread.ofPlatform().daemon().start(() -> client.read(in));
            return client;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Event next(String name) {
        Event event = next();
        assertThat(event.name()).as("%s", event).isEqualTo(name);
        return event;
    }

    public Event next() {
        try {
            Event event = events.poll(SECONDS, TimeUnit.SECONDS);
            return event == null ? fail("no event came") : event;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
    }

    /// The stream ends now.
    public void end() {
        next("");
    }

    public int comments() {
        return comments;
    }

    public void stopReading() {
        reading = false;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Chunk sizes are lines of their own, and name no field: they are passed over.
    private void read(BufferedReader in) {
        String id = null;
        String name = null;
        try {
            for (String line = in.readLine(); line != null && reading; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, id, Json.mapper().readTree(line.substring(6))));
                    id = null;
                } else if (line.equals(":")) {
                    comments++;
                }
            }
            if (reading) {
                events.add(END);
            }
        } catch (IOException closed) {
            events.add(END);
        }
    }

    /// An event.
    ///
    /// @param id null if it has none
    public record Event(String name, String id, JsonNode data) {}
}
