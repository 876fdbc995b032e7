package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What becomes of messages: edits, deletions for everyone and for oneself, reactions, replies, mentions.
class MessageChangesIT {

    private static final String HEART = "\u2764\ufe0f";
    private static final String THUMB = "\ud83d\udc4d\ud83c\udffd";

    private static final Executor AT_ONCE =
            Executors.newFixedThreadPool(8, Thread.ofVirtual().factory());

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");
    private final String conversation = ana.open(bob);
    private final String path = "/v1/conversations/" + conversation;

    @Test
    void shouldEditAMessageForBoth() {
        ana.post(conversation, "Helo");
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect()) {
            long version = edit("{'text':'Hello'}");

            JsonNode told = bobs.awaitEvent("message.edited").path("data");
            assertThat(told.path("text").asString("")).isEqualTo("Hello");
            assertThat(told.path("version").asLong(0)).isEqualTo(version);
            assertThat(told.path("editedAt").asString("")).isNotEmpty();
            assertThat(told.has("status")).isFalse();
            assertThat(anas.awaitEvent("message.edited")
                            .path("data")
                            .path("status")
                            .asString(""))
                    .isEqualTo("sent");
            JsonNode read = message(bob);
            assertThat(read.path("text").asString("")).isEqualTo("Hello");
            assertThat(read.path("version").asLong(0)).isEqualTo(version);

            // a repeat changes nothing
            assertThat(edit("{'text':'Hello'}")).isEqualTo(version);
            assertThat(ChatSocket.events(bobs.awaitQuiet(), "message.edited")).isEmpty();
        }
        assertThat(bob.entry(conversation).path("lastMessage").path("text").asString(""))
                .isEqualTo("Hello");
    }

    @Test
    void shouldEditOnlyWhatAnEditNames() {
        send("'text':'vote','data':{'a':1},'mentions':['%s']".formatted(bob.userId));
        edit("{'data':{'b':[2.50]}}");
        JsonNode message = message(ana);
        assertThat(message.path("text").asString("")).isEqualTo("vote");
        assertThat(message.path("data")).isEqualTo(Json.read("{\"b\":[2.50]}"));
        assertThat(message.path("mentions").size()).isEqualTo(1);
        edit("{'mentions':[]}");
        assertThat(message(ana).path("mentions").size()).isZero();

        ana.api.patch(path + "/messages/1", Json.of("{'text':null}")).requireProblem(422, "invalid");
        bob.api.patch(path + "/messages/1", Json.of("{'text':'mine'}")).requireProblem(403, "forbidden");
        ana.api.patch(path + "/messages/9", Json.of("{'text':'none'}")).requireProblem(404, "not-found");
    }

    @Test
    void shouldDeleteAMessageForEveryone() {
        ana.post(conversation, "secret");
        ana.post(conversation, "other");
        bob.api.delete(path + "/messages/1?for=everyone").requireProblem(403, "forbidden");
        try (ChatSocket bobs = bob.connect()) {
            ana.api.delete(path + "/messages/1?for=everyone").require(200);

            JsonNode told = bobs.awaitEvent("message.deleted").path("data");
            assertThat(told.path("seq").asLong(0)).isEqualTo(1);
            assertThat(told.path("deletedBy").asString("")).isEqualTo(ana.userId);
            assertThat(told.has("text")).isFalse();
            // no edit undoes it
            edit("{'text':'back'}");
            react(ana, HEART);
            assertThat(bobs.awaitQuiet()).isEmpty();
        }
        JsonNode tombstone = message(bob);
        assertThat(tombstone.path("deletedAt").asString("")).isNotEmpty();
        assertThat(tombstone.path("clientMessageId").asString("")).isNotEmpty();
        assertThat(tombstone.has("text") || tombstone.has("editedAt") || tombstone.has("reactions"))
                .isFalse();
    }

    @Test
    void shouldDeleteAMessageForMeOnAllMyDevices() {
        for (int i = 1; i <= 4; i++) {
            ana.post(conversation, "message " + i);
        }
        Device laptop = bob.onAnother("laptop");
        try (ChatSocket phone = bob.connect();
                ChatSocket anas = ana.connect()) {
            laptop.api.delete(path + "/messages/4?for=me").require(200);
            laptop.api.delete(path + "/messages/2?for=me").require(200);

            // told by state: the first may name both already
            Set<Long> hidden = new TreeSet<>();
            while (hidden.size() < 2) {
                JsonNode data = phone.awaitEvent("conversation.hidden").path("data");
                assertThat(data.path("conversationId").asString("")).isEqualTo(conversation);
                data.path("seqs").forEach(seq -> hidden.add(seq.asLong(0)));
            }
            assertThat(hidden).containsExactly(2L, 4L);
            ana.api
                    .patch(path + "/messages/2", Json.of("{'text':'still here'}"))
                    .require(200);
            anas.awaitEvent("message.edited");
            // what is hidden may be told twice, the edit of a hidden message never
            assertThat(phone.awaitQuiet())
                    .allSatisfy(frame ->
                            assertThat(frame.path("event").asString("")).isEqualTo("conversation.hidden"));
        }
        assertThat(Json.numbers(bob.messages(conversation, "").path("messages"), "seq"))
                .containsExactly(1L, 3L);
        JsonNode page = bob.messages(conversation, "?limit=1");
        assertThat(Json.numbers(page.path("messages"), "seq")).containsExactly(3L);
        assertThat(page.path("hasMore").asBoolean(false)).isTrue();
        assertThat(bob.entry(conversation).path("lastMessage").path("seq").asLong(0))
                .isEqualTo(3);
        assertThat(ana.messages(conversation, "").path("messages").size()).isEqualTo(4);
        bob.api.delete(path + "/messages/1?for=nobody").requireProblem(422, "invalid");
    }

    @Test
    void shouldReactToAMessage() {
        ana.post(conversation, "What do you think?");
        try (ChatSocket anas = ana.connect()) {
            react(bob, HEART);
            JsonNode told = anas.awaitEvent("message.reacted").path("data");
            assertThat(told.path("reaction").path("userId").asString("")).isEqualTo(bob.userId);
            assertThat(told.path("reaction").path("emoji").asString("")).isEqualTo(HEART);
            assertThat(told.path("reaction").path("active").asBoolean(false)).isTrue();
            assertThat(told.path("reactions").path(0).has("mine")).isFalse();
            react(ana, HEART);
            react(bob, THUMB);
            awaitVersion(ana, react(bob, THUMB));

            JsonNode reactions = message(bob).path("reactions");
            assertThat(Json.texts(reactions, "emoji")).containsExactly(HEART, THUMB);
            assertThat(reactions.path(0).path("count").asInt(0)).isEqualTo(2);
            assertThat(reactions.path(0).path("mine").asBoolean(false)).isTrue();
            assertThat(message(ana).path("reactions").path(1).has("mine")).isFalse();
            assertThat(ChatSocket.events(anas.awaitQuiet(), "message.reacted").size())
                    .isLessThanOrEqualTo(2);
        }
        JsonNode first = ana.api.get(path + "/messages/1/reactions?limit=2").require(200);
        assertThat(Json.texts(first.path("reactions"), "userId")).containsExactly(bob.userId, ana.userId);
        assertThat(first.path("users").path(bob.userId).path("displayName").asString(""))
                .isEqualTo("bob");
        JsonNode second = ana.api
                .get(path + "/messages/1/reactions?after=" + first.path("next").asString(""))
                .require(200);
        assertThat(Json.texts(second.path("reactions"), "emoji")).containsExactly(THUMB);
        assertThat(second.has("next")).isFalse();

        bob.api.delete(reaction(HEART)).require(200);
        bob.api.delete(reaction(HEART)).require(200);
        JsonNode left = message(bob).path("reactions").path(0);
        assertThat(left.path("count").asInt(0)).isEqualTo(1);
        assertThat(left.path("users").path(0).asString("")).isEqualTo(ana.userId);
        assertThat(left.has("mine")).isFalse();
    }

    @Test
    void shouldKeepTheLimitsOfReactions() {
        ana.post(conversation, "What do you think?");
        bob.awaitMessages(conversation, 1);
        for (int i = 0; i < 10; i++) {
            react(bob, Character.toString(0x1F600 + i));
        }
        JsonNode problem = bob.api.put(reaction(HEART), "").requireProblem(422, "limit-reached");
        assertThat(problem.path("limit").asInt(0)).isEqualTo(10);
        react(bob, Character.toString(0x1F600));
        bob.api.put(reaction("word"), "").requireProblem(422, "invalid");
        bob.api.put(reaction(HEART.repeat(11)), "").requireProblem(422, "invalid");
        bob.api.put(path + "/messages/2/reactions/" + encoded(HEART), "").requireProblem(404, "not-found");
    }

    /// Whoever is told that a reaction was put, has it put.
    @Test
    void shouldTellWhichOfManyReactionsAtOnceWereDropped() {
        for (long seq = 1; seq <= 5; seq++) {
            long message = seq;
            ana.post(conversation, "What do you think?");
            bob.awaitMessages(conversation, (int) message);
            List<Api.Answer> answers = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> bob.api.put(reaction(message, Character.toString(0x1F600 + i)), ""), AT_ONCE))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            List<Api.Answer> refused =
                    answers.stream().filter(answer -> answer.status() != 200).toList();
            assertThat(refused)
                    .hasSize(6)
                    .allSatisfy(answer -> assertThat(answer.requireProblem(422, "limit-reached")
                                    .path("limit")
                                    .asInt(0))
                            .isEqualTo(10));
            assertThat(bob.messages(conversation, "?after=" + (message - 1) + "&limit=1")
                            .path("messages")
                            .path(0)
                            .path("reactions")
                            .size())
                    .isEqualTo(10);
        }
    }

    @Test
    void shouldShowWhatAMessageRepliesToAsItNowStands() {
        ana.post(conversation, "Tea?");
        try (ChatSocket bobs = bob.connect()) {
            send("'text':'Anybody?','replyTo':1");
            assertThat(bobs.awaitEvent("message.sent")
                            .path("data")
                            .path("reply")
                            .path("text")
                            .asString(""))
                    .isEqualTo("Tea?");
            awaitVersion(bob, edit("{'text':'Coffee?'}"));
            assertThat(reply(bob).path("text").asString("")).isEqualTo("Coffee?");
            // who has hidden it does not see it in a reply either
            bob.api.delete(path + "/messages/1?for=me").require(200);
            assertThat(reply(bob).isEmpty()).isTrue();
            send("'text':'Hello?','replyTo':1");
            assertThat(bobs.awaitEvent("message.sent", data -> data.path("seq").asLong(0) == 3)
                            .path("data")
                            .has("reply"))
                    .isFalse();
            ana.api.delete(path + "/messages/1?for=everyone").require(200);
            assertThat(reply(ana).path("deletedAt").asString("")).isNotEmpty();
            assertThat(reply(ana).has("text")).isFalse();
        }
    }

    @Test
    void shouldCountUnreadMentions() {
        ana.post(conversation, "Hello");
        send("'text':'You','mentions':['%s']".formatted(bob.userId));
        send("'text':'And you','mentions':['%s']".formatted(bob.userId));
        bob.awaitMessages(conversation, 3);
        assertThat(mentionSeqs()).containsExactly(2L, 3L);
        edit("{'mentions':['%s']}".formatted(bob.userId));
        awaitVersion(
                bob,
                ana.api
                        .patch(path + "/messages/2", Json.of("{'mentions':[]}"))
                        .require(200)
                        .path("version")
                        .asLong(0));
        assertThat(mentionSeqs()).containsExactly(1L, 3L);
        bob.api.put(path + "/receipts", Json.of("{'read':3}")).require(200);
        assertThat(mentionSeqs()).isEmpty();
    }

    @Test
    void shouldTellWhatWasMissedByState() {
        ana.post(conversation, "one");
        ana.post(conversation, "two");
        ana.post(conversation, "three");
        bob.awaitMessages(conversation, 3);
        String cursor = bob.api.get("/v1/inbox").require(200).path("cursor").asString("");
        edit("{'text':'uno'}");
        edit("{'text':'eins'}");
        react(ana, HEART);
        ana.api.delete(path + "/messages/2?for=everyone").require(200);
        ana.api.patch(path + "/messages/3", Json.of("{'text':'drei'}")).require(200);
        bob.api.delete(path + "/messages/3?for=me").require(200);
        ana.post(conversation, "four");
        long version = ana.api
                .patch(path + "/messages/4", Json.of("{'text':'vier'}"))
                .require(200)
                .path("version")
                .asLong(0);
        awaitVersion(bob, version);

        JsonNode missed = bob.api.get("/v1/events?after=" + cursor).require(200).path("events");
        assertThat(Json.texts(missed, "event"))
                .containsExactly("message.reacted", "message.deleted", "conversation.hidden", "message.sent");
        JsonNode reacted = missed.path(0).path("data");
        assertThat(reacted.path("text").asString("")).isEqualTo("eins");
        assertThat(reacted.path("reaction").path("emoji").asString("")).isEqualTo(HEART);
        assertThat(missed.path(2).path("data").path("seqs").path(0).asLong(0)).isEqualTo(3);
        assertThat(missed.path(3).path("data").path("text").asString("")).isEqualTo("vier");
        try (ChatSocket bobs = bob.connectOnly()) {
            bobs.hello(cursor);
            assertThat(Json.texts(
                            bobs.awaitLive().stream()
                                    .filter(frame -> frame.has("event"))
                                    .toList(),
                            "event"))
                    .containsExactly("message.reacted", "message.deleted", "conversation.hidden", "message.sent");
        }
    }

    @Test
    void shouldTellTheSameOnServerSentEvents() throws IOException {
        ana.post(conversation, "Helo");
        bob.awaitMessages(conversation, 1);
        String cursor;
        try (EventStream stream = EventStream.open(bob, "", "")) {
            stream.await("live");
            edit("{'text':'Hello'}");
            EventStream.Event edited = stream.await("message.edited");
            assertThat(edited.data().path("text").asString("")).isEqualTo("Hello");
            cursor = edited.id();
        }
        react(ana, HEART);
        ana.post(conversation, "More");
        long version = ana.api
                .delete(path + "/messages/1?for=everyone")
                .require(200)
                .path("version")
                .asLong(0);
        awaitVersion(bob, version);
        try (EventStream stream = EventStream.open(bob, "", cursor)) {
            assertThat(stream.awaitThrough("live"))
                    .extracting(EventStream.Event::name)
                    .containsExactly("welcome", "message.sent", "message.deleted", "live");
            bob.api.patch(path + "/settings", Json.of("{'archived':true}")).require(200);
            assertThat(stream.await("settings.changed").data().path("archived").asBoolean(false))
                    .isTrue();
        }
    }

    private void send(String fields) {
        ana.api
                .post(path + "/messages", Json.of("{'clientMessageId':'" + UUID.randomUUID() + "'," + fields + "}"))
                .require(201);
    }

    private long edit(String patch) {
        return ana.api
                .patch(path + "/messages/1", Json.of(patch))
                .require(200)
                .path("version")
                .asLong(0);
    }

    private long react(Device who, String emoji) {
        return who.api.put(reaction(emoji), "").require(200).path("version").asLong(0);
    }

    /// From now on a reader sees at least this version.
    private void awaitVersion(Device reader, long version) {
        reader.api.get(path, "Verbatim-At-Least", Long.toString(version)).require(200);
    }

    private String reaction(String emoji) {
        return reaction(1, emoji);
    }

    private String reaction(long seq, String emoji) {
        return path + "/messages/" + seq + "/reactions/" + encoded(emoji);
    }

    private static String encoded(String emoji) {
        return URLEncoder.encode(emoji, StandardCharsets.UTF_8);
    }

    /// The first message.
    private JsonNode message(Device reader) {
        return reader.messages(conversation, "?after=0&limit=1")
                .path("messages")
                .path(0);
    }

    /// What the second message replies to.
    private JsonNode reply(Device reader) {
        return reader.messages(conversation, "?after=1&limit=1")
                .path("messages")
                .path(0)
                .path("reply");
    }

    private List<Long> mentionSeqs() {
        return Json.list(bob.entry(conversation).path("mentionSeqs")).stream()
                .map(seq -> seq.asLong(0))
                .toList();
    }
}
