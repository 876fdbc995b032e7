package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Somebody leaves a group and comes again: its copies become right, whether it was connected meanwhile or not.
class ComingAgainIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer()
            .with("VERBATIM_RATELIMITS_ENABLED", "false")
            .with("VERBATIM_VAULT_ARGON2_MEMORY", "64KB");

    private static final String HEART = "%E2%9D%A4%EF%B8%8F";
    private static final int MOST_PAGES = 50;

    /// More than are told at once.
    private static final int MANY = 110;

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldBeToldLiveWhatHasBecomeOfFormerMessages() {
        String group = create();
        say(group, 4);
        Device tablet = bob.onAnother("tablet");
        try (ChatSocket phones = bob.connect();
                ChatSocket tablets = tablet.connect()) {
            remove(group);
            change(group);
            add(group);
            say(group, 1);
            for (ChatSocket socket : List.of(phones, tablets)) {
                socket.awaitEvent("message.sent", message -> message.path("seq").asLong(0) == 5);
                List<JsonNode> told = socket.awaitQuiet().stream()
                        .filter(frame -> ChatSocket.isOf(frame, "event"))
                        .toList();
                assertThat(told).extracting(ComingAgainIT::said).startsWith("member.left", "conversation.created");
                assertThat(told)
                        .extracting(ComingAgainIT::said)
                        .contains("message.edited 1", "message.deleted 2", "message.reacted 3")
                        .doesNotContain("message.sent 4");
            }
            say(group, 1);
            assertThat(phones.awaitEvent("message.sent").at("/data/seq").asLong(0))
                    .isEqualTo(6);
        }
    }

    @Test
    void shouldBeToldLiveOfMuch() {
        String group = create();
        say(group, MANY);
        try (ChatSocket socket = bob.connect()) {
            remove(group);
            for (int seq = 1; seq <= MANY; seq++) {
                edit(group, seq);
            }
            add(group);
            say(group, 1);
            socket.awaitEvent("message.sent", message -> message.path("seq").asLong(0) == MANY + 1);
            List<JsonNode> told = socket.awaitQuiet();
            assertThat(ChatSocket.events(told, "conversation.created")).hasSize(1);
            assertThat(Json.numbers(ChatSocket.events(told, "message.edited"), "seq"))
                    .isEqualTo(LongStream.rangeClosed(1, MANY).boxed().toList());
        }
    }

    @Test
    void shouldBeToldLater() {
        String group = create();
        say(group, 4);
        bob.awaitMessages(group, 4);
        String beforeAll = cursor();
        hide(group, 1);
        remove(group);
        hide(group, 4);
        change(group);
        String afterAll = cursor();
        add(group);
        say(group, 1);

        List<String> told = allSaid(since(afterAll));
        assertThat(told)
                .startsWith("conversation.created")
                .endsWith("message.sent 5")
                .contains("message.deleted 2", "message.reacted 3")
                .hasSize(4); // the first message is hidden
        assertThat(allSaid(since(beforeAll)))
                .startsWith("conversation.created")
                .contains("conversation.hidden [1]", "conversation.hidden [4]")
                .contains("message.deleted 2", "message.reacted 3", "message.sent 5");
        assertThat(allSaid(page(afterAll, 2).path("events"))).containsExactlyElementsOf(told.subList(0, 3));
        assertThat(allSaid(pages(afterAll, 1))).containsExactlyElementsOf(told);
        try (ChatSocket socket = bob.connectOnly()) {
            socket.hello(afterAll);
            assertThat(allSaid(socket.awaitLive().stream()
                            .filter(frame -> ChatSocket.isOf(frame, "event"))
                            .toList()))
                    .containsExactlyElementsOf(told);
        }
    }

    @Test
    void shouldBeToldOfTheConversationFirst() {
        String before = cursor();
        String group = create();
        say(group, 2);
        remove(group);
        add(group);
        say(group, 1);
        assertThat(allSaid(since(before)))
                .containsExactly("conversation.created", "message.sent 1", "message.sent 2", "message.sent 3");
        assertThat(allSaid(page(before, 1).path("events"))).containsExactly("conversation.created", "message.sent 1");
        assertThat(allSaid(pages(before, 1))).contains("message.sent 1", "message.sent 2", "message.sent 3");
    }

    /// Of former messages.
    private void change(String group) {
        String messages = "/v1/conversations/" + group + "/messages/";
        edit(group, 1);
        settle(ana, group, ana.api.delete(messages + "2?for=everyone"));
        settle(ana, group, ana.api.put(messages + "3/reactions/" + HEART, ""));
    }

    private void edit(String group, long seq) {
        String message = "/v1/conversations/" + group + "/messages/" + seq;
        settle(ana, group, ana.api.patch(message, Json.of("{'text':'edited'}")));
    }

    private void hide(String group, long seq) {
        settle(bob, group, bob.api.delete("/v1/conversations/" + group + "/messages/" + seq + "?for=me"));
    }

    private String create() {
        return ana.api
                .post("/v1/conversations", Json.of("{'type':'group','title':'Friends','members':['%s']}", bob.userId))
                .require(201)
                .path("id")
                .asString("");
    }

    private void say(String group, int messages) {
        long version = 0;
        for (int i = 0; i < messages; i++) {
            version = ana.post(group, "Hello").path("version").asLong(0);
        }
        settle(ana, group, version);
    }

    private void add(String group) {
        settle(ana, group, ana.api.put(membership(group), "{}"));
    }

    private void remove(String group) {
        settle(ana, group, ana.api.delete(membership(group)));
    }

    private String membership(String group) {
        return "/v1/conversations/" + group + "/members/" + bob.userId;
    }

    /// Waits until the views have it.
    private static void settle(Device reader, String group, Api.Answer written) {
        settle(reader, group, written.require(200).path("version").asLong(0));
    }

    private static void settle(Device reader, String group, long version) {
        reader.api
                .get("/v1/conversations/" + group, "Verbatim-At-Least", Long.toString(version))
                .require(200);
    }

    private String cursor() {
        return bob.api.get("/v1/events").require(200).path("cursor").asString("");
    }

    private List<JsonNode> since(String cursor) {
        return Json.list(page(cursor, 200).path("events"));
    }

    private JsonNode page(String cursor, int limit) {
        return bob.api.get("/v1/events?limit=" + limit + "&after=" + cursor).require(200);
    }

    private List<JsonNode> pages(String cursor, int limit) {
        List<JsonNode> events = new ArrayList<>();
        String after = cursor;
        for (int i = 0; i < MOST_PAGES; i++) {
            JsonNode page = page(after, limit);
            events.addAll(Json.list(page.path("events")));
            if (!page.path("hasMore").asBoolean(false)) {
                return events;
            }
            after = page.path("cursor").asString("");
        }
        throw new AssertionError("pages: more than " + MOST_PAGES + " (expected: an end)");
    }

    private static List<String> allSaid(Iterable<JsonNode> events) {
        List<String> said = new ArrayList<>();
        events.forEach(event -> said.add(said(event)));
        return said;
    }

    private static String said(JsonNode event) {
        String name = event.path("event").asString("");
        JsonNode data = event.path("data");
        return data.has("seqs")
                ? name + " " + data.path("seqs")
                : data.has("seq") ? name + " " + data.path("seq") : name;
    }
}
