package io.verbatim.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/// A client of the server-sent events.
final class EventStream implements AutoCloseable {

    private final Mailbox<Event> events = new Mailbox<>();
    private final AtomicReference<AssertionError> violation = new AtomicReference<>();
    private final HttpResponse<InputStream> response;
    private final Contract contract;

    /// One event as it came; `id` is empty if it had none.
    record Event(String id, String name, JsonNode data) {}

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.contract = Contract.of(response.uri());
        Thread.startVirtualThread(this::read);
    }

    /// Opens the stream.
    ///
    /// @param query with its `?`, or empty
    /// @param lastEventId empty: none
    static EventStream open(Device device, String query, String lastEventId) {
        HttpRequest.Builder request = device.api.request("/v1/stream" + query, "Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = Api.CLIENT.send(
                    request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError("status: " + response.statusCode() + " (expected: 200)");
            }
            return new EventStream(response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void read() {
        try (Scanner lines = new Scanner(response.body(), StandardCharsets.UTF_8)) {
            String id = "";
            String name = "";
            StringBuilder data = new StringBuilder();
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        add(new Event(id, name, Json.read(data.toString())));
                    }
                    id = "";
                    name = "";
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                }
            }
        }
        events.close("the stream has ended");
    }

    private void add(Event event) {
        try {
            contract.checkEvent(event.id(), event.name(), event.data());
            events.add(event);
        } catch (AssertionError undocumented) {
            violation.compareAndSet(null, undocumented);
            events.close(undocumented.toString());
        }
    }

    Event await(String name) {
        return events.take(name, event -> event.name().equals(name));
    }

    List<Event> awaitThrough(String name) {
        return events.takeThrough(name, event -> event.name().equals(name));
    }

    @Override
    public void close() throws IOException {
        response.body().close();
        AssertionError undocumented = violation.get();
        if (undocumented != null) {
            throw undocumented;
        }
    }
}
