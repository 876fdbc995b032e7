package io.verbatim.gateway.sse;

import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.gateway.wire.Json;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventsRoutesTest {
    private static final History HISTORY = Histories.talked();

    private static StreamServer stream;

    @BeforeAll
    static void start() {
        stream = StreamServer.start(HISTORY, "verbatim.gateway.limits.catch-up-changes-in-all=20");
        stream.server()
                .sides()
                .onQuery(
                        FindInbox.class,
                        InboxPage.class,
                        query -> new InboxPage(List.of(), null, HISTORY.last().position()));
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    @Test
    void shouldGiveOnlyTheNewestCursorWithoutOne() {
        JsonNode page = page("/v1/events");
        assertThat(page.path("events")).isEmpty();
        assertThat(page.path("cursor").asString())
                .isEqualTo(cursor(HISTORY.last().position()));
        assertThat(page.path("hasMore").asBoolean()).isFalse();
        assertThat(page.path("recovered").asBoolean()).isFalse();
    }

    @Test
    void shouldTellWhatWasMissed() {
        JsonNode page = page("/v1/events?after=" + cursor(0));
        assertThat(names(page))
                .containsExactly(
                        "conversation.created", "message.sent", "message.sent", "receipts.changed", "message.sent");
        assertThat(page.at("/events/1/data/text").asString()).isEqualTo("Hello Bob");
        assertThat(page.path("cursor").asString())
                .isEqualTo(cursor(HISTORY.last().position()));
        assertThat(page.path("recovered").asBoolean()).isTrue();
        assertThat(page.path("hasMore").asBoolean()).isFalse();
    }

    @Test
    void shouldGoOnWhereAPageEnded() {
        List<String> names = new ArrayList<>();
        String after = cursor(0);
        JsonNode page;
        int pages = 0;
        do {
            page = page("/v1/events?limit=1&after=" + after);
            names.addAll(names(page));
            after = page.path("cursor").asString();
            pages++;
        } while (page.path("hasMore").asBoolean());
        assertThat(names)
                .containsExactly(
                        "conversation.created", "message.sent", "message.sent", "receipts.changed", "message.sent");
        // what began to exist with a message comes together with it
        assertThat(pages).isEqualTo(4);
        assertThat(names(page("/v1/events?after=" + after))).isEmpty();
    }

    @Test
    void shouldTellThatTheAccountHasChanged() {
        String before = cursor(HISTORY.last().position());
        RecordedEvent signedIn = stream.happens(HISTORY.signedIn(CARLA.uid(), "tablet"));
        JsonNode page = page(CARLA, "/v1/events?after=" + before);
        assertThat(names(page)).containsExactly("me.changed");
        assertThat(page.at("/events/0/data").toString()).isEqualTo("{}");
        assertThat(page.at("/events/0/cursor").asString()).isEqualTo(cursor(signedIn.position()));
        assertThat(names(page(CARLA, "/v1/events?after=" + page.path("cursor").asString())))
                .isEmpty();
    }

    @Test
    void shouldNotHonourWhatIsNoCursor() {
        JsonNode page = page("/v1/events?after=nonsense");
        assertThat(page.path("recovered").asBoolean()).isFalse();
        assertThat(page.path("cursor").asString()).hasSize(22);
        assertThat(page.has("reset")).isFalse();
    }

    @Test
    void shouldRefuseAnyBodyWithoutAToken() {
        stream.server()
                .anonymous()
                .get()
                .uri("/v1/events")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private static List<String> names(JsonNode page) {
        return page.path("events")
                .valueStream()
                .map(event -> event.path("event").asString())
                .toList();
    }

    private static JsonNode page(String uri) {
        return page(BOB, uri);
    }

    private static JsonNode page(Person person, String uri) {
        byte[] body = stream.server()
                .as(person)
                .get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return Json.mapper().readTree(body);
    }

    private static String cursor(long position) {
        return stream.server().bean(Cursors.class).encode(position);
    }
}
