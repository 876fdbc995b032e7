package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The same history by server-sent events and by asking.
class StreamIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldStreamEventsAndResumeByTheLastEventId() throws IOException {
        String conversation = ana.open(bob);
        ana.post(conversation, "first");
        String lastEventId;
        try (EventStream stream = EventStream.open(bob, "", "")) {
            assertThat(stream.await("welcome").data().path("userId").asString(""))
                    .isEqualTo(bob.userId);
            stream.await("live");
            ana.post(conversation, "second");
            EventStream.Event second = stream.await("message.sent");
            assertThat(second.data().path("text").asString("")).isEqualTo("second");
            lastEventId = second.id();
            assertThat(lastEventId).isNotEmpty();
        }
        ana.post(conversation, "third");
        ana.post(conversation, "fourth");

        try (EventStream stream = EventStream.open(bob, "", lastEventId)) {
            assertThat(stream.await("welcome").data().path("recovered").asBoolean(false))
                    .isTrue();
            assertThat(texts(stream.awaitThrough("live"))).containsExactly("third", "fourth");
        }
        try (EventStream stream = EventStream.open(bob, "?cursor=" + lastEventId, "")) {
            assertThat(texts(stream.awaitThrough("live"))).containsExactly("third", "fourth");
        }
    }

    private static List<String> texts(List<EventStream.Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("message.sent"))
                .map(event -> event.data().path("text").asString(""))
                .toList();
    }

    @Test
    void shouldGiveTheSameEventsByAskingPageAfterPage() {
        String conversation = ana.open(bob);
        ana.post(conversation, "first");
        JsonNode now = bob.api.get("/v1/events").require(200);
        assertThat(now.path("events").size()).isZero();
        String cursor = now.path("cursor").asString("");
        for (int i = 0; i < 25; i++) {
            ana.post(conversation, "message " + i);
        }

        List<String> texts = new ArrayList<>();
        boolean hasMore = true;
        for (int pages = 0; hasMore && pages < 10; pages++) {
            JsonNode page = bob.api.get("/v1/events?limit=10&after=" + cursor).require(200);
            assertThat(page.path("recovered").asBoolean(false)).isTrue();
            assertThat(page.path("events").size()).isLessThanOrEqualTo(10);
            Json.list(page.path("events"))
                    .forEach(event -> texts.add(event.path("data").path("text").asString("")));
            cursor = page.path("cursor").asString("");
            hasMore = page.path("hasMore").asBoolean(false);
        }
        assertThat(texts).hasSize(25).startsWith("message 0").endsWith("message 24");
        assertThat(hasMore).isFalse();
    }

    @Test
    void shouldTakeACursorOfOneTransportOnAnother() throws IOException {
        String conversation = ana.open(bob);
        ana.post(conversation, "first");
        bob.awaitMessages(conversation, 1); // what Bob was not told of, his inbox may not have yet
        String cursor = bob.api.get("/v1/inbox").require(200).path("cursor").asString("");
        ana.post(conversation, "second");

        try (ChatSocket bobs = bob.connectOnly();
                EventStream stream = EventStream.open(bob, "?cursor=" + cursor, "")) {
            assertThat(bobs.hello(cursor).path("recovered").asBoolean(false)).isTrue();
            assertThat(Json.texts(ChatSocket.events(bobs.awaitLive(), "message.sent"), "text"))
                    .containsExactly("second");
            assertThat(texts(stream.awaitThrough("live"))).containsExactly("second");
        }
        JsonNode page = bob.api.get("/v1/events?after=" + cursor).require(200);
        assertThat(page.path("events").path(0).path("event").asString("")).isEqualTo("message.sent");
    }

    @Test
    void shouldOpenAStreamWithATicketOnce() {
        String ticket = bob.api
                .post("/v1/stream-tickets", "")
                .require(201)
                .path("ticket")
                .asString("");
        Api nobody = new Api(SERVER.uri(), "");

        assertThat(nobody.get("/v1/events?ticket=" + ticket).status()).isEqualTo(401);
        nobody.get("/v1/stream").requireProblem(401, "unauthenticated");
    }
}
