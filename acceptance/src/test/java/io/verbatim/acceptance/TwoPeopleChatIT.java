package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The purpose of it all: two people chat, and each sees how far a message has come.
class TwoPeopleChatIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldTellTheSenderWhenAMessageIsSentDeliveredAndRead() {
        String conversation = ana.open(bob);
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect()) {
            JsonNode ack = anas.say(conversation, "Hello, Bob");
            assertThat(ack.path("seq").asLong(0)).isEqualTo(1);
            assertThat(ack.path("messageId").asString("")).isNotEmpty();
            assertThat(ack.path("version").asLong(0)).isPositive();

            JsonNode message = bobs.awaitEvent("message.sent").path("data");
            assertThat(message.path("text").asString("")).isEqualTo("Hello, Bob");
            assertThat(message.path("sender").asString("")).isEqualTo(ana.userId);
            assertThat(message.path("seq").asLong(0)).isEqualTo(1);
            assertThat(message.path("messageId")).isEqualTo(ack.path("messageId"));
            assertThat(message.path("sentAt")).isEqualTo(ack.path("sentAt"));
            assertThat(status(conversation)).isEqualTo("sent");

            bobs.acknowledge("delivered", conversation, 1);
            JsonNode delivered = watermarks(anas, "deliveredSeq", 1);
            assertThat(delivered.path("readSeq").asLong(0)).isZero();
            assertThat(delivered.path("deliveredAt").asString("")).isNotEmpty();
            assertThat(status(conversation)).isEqualTo("delivered");

            bobs.acknowledge("read", conversation, 1);
            watermarks(anas, "readSeq", 1);
            assertThat(status(conversation)).isEqualTo("read");
        }
    }

    private JsonNode watermarks(ChatSocket socket, String field, long seq) {
        JsonNode data = socket.awaitEvent(
                        "receipts.changed",
                        changed -> member(changed, bob).path(field).asLong(0) == seq)
                .path("data");
        return member(data, bob);
    }

    private static JsonNode member(JsonNode changed, Device who) {
        return Json.list(changed.path("members")).stream()
                .filter(member -> member.path("userId").asString("").equals(who.userId))
                .findFirst()
                .orElse(Json.read("{}"));
    }

    private String status(String conversation) {
        return ana.messages(conversation, "")
                .path("messages")
                .path(0)
                .path("status")
                .asString("");
    }

    @Test
    void shouldShowWhomAMessageHasReachedAndWhen() {
        String conversation = ana.open(bob);
        String path = "/v1/conversations/" + conversation;
        ana.post(conversation, "Did you get this?");
        String version = bob.api
                .put(path + "/receipts", Json.of("{'read':1}"))
                .require(200)
                .path("version")
                .asString("");

        // Ana was told nothing of Bob's receipt yet
        JsonNode info = ana.api
                .get(path + "/messages/1/info", "Verbatim-At-Least", version)
                .require(200);
        assertThat(Json.texts(info.path("delivered"), "userId")).containsExactly(bob.userId);
        assertThat(Json.texts(info.path("read"), "userId")).containsExactly(bob.userId);
        JsonNode receipts = ana.api.get(path + "/receipts").require(200);
        assertThat(member(receipts, bob).path("readSeq").asLong(0)).isEqualTo(1);
        assertThat(member(receipts, bob).path("deliveredSeq").asLong(0)).isEqualTo(1);
    }

    @Test
    void shouldCountUnreadMessagesAlikeOnEveryDevice() {
        String conversation = ana.open(bob);
        for (int i = 1; i <= 3; i++) {
            ana.post(conversation, "message " + i);
        }
        Device laptop = bob.onAnother("laptop");
        bob.awaitMessages(conversation, 3);

        assertThat(bob.entry(conversation).path("unread").asLong(0)).isEqualTo(3);
        try (ChatSocket phone = bob.connect()) {
            laptop.api
                    .put("/v1/conversations/" + conversation + "/receipts", Json.of("{'read':2}"))
                    .require(200);
            phone.awaitEvent(
                    "receipts.changed",
                    changed -> member(changed, bob).path("readSeq").asLong(0) == 2);
        }
        assertThat(bob.entry(conversation).path("unread").asLong(0)).isEqualTo(1);
        assertThat(laptop.entry(conversation).path("unread").asLong(0)).isEqualTo(1);
        assertThat(ana.entry(conversation).path("unread").asLong(0)).isZero();
    }

    @Test
    void shouldHideAConversationFromTheOtherUntilTheFirstMessage() {
        String conversation = ana.open(bob);
        try (ChatSocket bobs = bob.connect()) {
            bob.api.get("/v1/conversations/" + conversation).requireProblem(404, "not-found");
            assertThat(bob.api
                            .get("/v1/inbox")
                            .require(200)
                            .path("conversations")
                            .size())
                    .isZero();
            assertThat(bobs.awaitQuiet()).isEmpty();

            ana.post(conversation, "Now you know");

            JsonNode entry = bobs.awaitEvent("conversation.created").path("data");
            assertThat(entry.path("conversation").path("id").asString("")).isEqualTo(conversation);
            assertThat(entry.path("conversation").path("with").asString("")).isEqualTo(ana.userId);
            bobs.awaitEvent("message.sent");
            assertThat(bob.entry(conversation).path("lastMessage").path("text").asString(""))
                    .isEqualTo("Now you know");
        }
    }

    @Test
    void shouldOpenTheSameConversationFromBothSides() {
        String body = Json.of("{'type':'direct','with':'%s'}", bob.userId);
        String conversation =
                ana.api.post("/v1/conversations", body).require(201).path("id").asString("");

        assertThat(ana.api
                        .post("/v1/conversations", body)
                        .require(200)
                        .path("id")
                        .asString(""))
                .isEqualTo(conversation);
        JsonNode bobs = bob.api
                .post("/v1/conversations", Json.of("{'type':'direct','with':'%s'}", ana.userId))
                .require(201);
        assertThat(bobs.path("id").asString("")).isEqualTo(conversation);
        assertThat(bobs.path("memberCount").asInt(0)).isEqualTo(2);
        assertThat(Json.texts(bobs.path("members"), "userId")).containsExactlyInAnyOrder(ana.userId, bob.userId);
    }

    @Test
    void shouldPageThroughHistoryInBothDirections() {
        String conversation = ana.open(bob);
        for (int i = 1; i <= 25; i++) {
            ana.post(conversation, "message " + i);
        }

        bob.awaitMessages(conversation, 25);
        JsonNode newest = bob.messages(conversation, "?limit=10");
        assertThat(Json.numbers(newest.path("messages"), "seq"))
                .containsExactly(16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L);
        assertThat(newest.path("hasMore").asBoolean(false)).isTrue();
        assertThat(newest.path("users").path(ana.userId).path("displayName").asString(""))
                .isEqualTo("ana");
        JsonNode oldest = bob.messages(conversation, "?before=4&limit=10");
        assertThat(Json.numbers(oldest.path("messages"), "seq")).containsExactly(1L, 2L, 3L);
        assertThat(oldest.path("hasMore").asBoolean(false)).isFalse();
        assertThat(Json.numbers(bob.messages(conversation, "?after=20&limit=3").path("messages"), "seq"))
                .containsExactly(21L, 22L, 23L);
        assertThat(Json.numbers(bob.messages(conversation, "?around=13&limit=5").path("messages"), "seq"))
                .contains(12L, 13L, 14L)
                .hasSize(5);
    }

    @Test
    void shouldPageThroughTheInboxNewestFirst() {
        Device[] others = {Device.register(SERVER, "c"), Device.register(SERVER, "d"), Device.register(SERVER, "e")};
        for (Device other : others) {
            String conversation = other.open(bob);
            other.post(conversation, "from " + other.userId);
            bob.awaitMessages(conversation, 1);
        }

        JsonNode first = bob.api.get("/v1/inbox?limit=2").require(200);
        assertThat(with(first)).containsExactly(others[2].userId, others[1].userId);
        assertThat(first.path("cursor").asString("")).isNotEmpty();
        JsonNode second = bob.api
                .get("/v1/inbox?limit=2&before=" + first.path("next").asString(""))
                .require(200);
        assertThat(with(second)).containsExactly(others[0].userId);
        assertThat(second.path("next").asString("")).isEmpty();
    }

    private static List<String> with(JsonNode inbox) {
        return Json.list(inbox.path("conversations")).stream()
                .map(entry -> entry.path("conversation").path("with").asString(""))
                .toList();
    }

    @Test
    void shouldKeepWhatAnApplicationAddsToAMessage() {
        String conversation = ana.open(bob);
        ana.api
                .post(
                        "/v1/conversations/" + conversation + "/messages",
                        Json.of(
                                "{'clientMessageId':'%s','text':'vote','data':{'poll':{'options':[1,2]}},"
                                        + "'mentions':['%s']}",
                                UUID.randomUUID(), bob.userId))
                .require(201);
        ana.api
                .post(
                        "/v1/conversations/" + conversation + "/messages",
                        Json.of("{'clientMessageId':'%s','text':'1','replyTo':1,'forwarded':true}", UUID.randomUUID()))
                .require(201);

        bob.awaitMessages(conversation, 2);
        JsonNode messages = bob.messages(conversation, "").path("messages");
        assertThat(messages.path(0).path("data")).isEqualTo(Json.read("{\"poll\":{\"options\":[1,2]}}"));
        assertThat(messages.path(0).path("mentions").path(0).asString("")).isEqualTo(bob.userId);
        assertThat(messages.path(1).path("reply").path("text").asString("")).isEqualTo("vote");
        assertThat(messages.path(1).path("forwarded").asBoolean(false)).isTrue();
    }

    @Test
    void shouldCarryEveryCharacterThereIs() {
        String conversation = ana.open(bob);
        String text = "naïve 日本語 🧑🏽‍🚀 \"quotes\" \\ \n\t \u0001 end";

        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect()) {
            anas.say(conversation, text);
            assertThat(bobs.awaitEvent("message.sent").path("data").path("text").asString(""))
                    .isEqualTo(text);
        }
        assertThat(bob.messages(conversation, "")
                        .path("messages")
                        .path(0)
                        .path("text")
                        .asString(""))
                .isEqualTo(text);
    }
}
