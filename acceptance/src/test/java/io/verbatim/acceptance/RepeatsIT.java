package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A repeat gets the first answer whatever else it says, and what changes nothing moves no version.
class RepeatsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final String THUMB = "%F0%9F%91%8D";

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");
    private final String chat = ana.open(bob);

    @Test
    void shouldAnswerARepeatOfAMessageWhateverItSays() {
        String id = UUID.randomUUID().toString();
        JsonNode first = ana.post(chat, "Hello", id).require(201);

        assertThat(ana.post(chat, " ", id).require(200)).isEqualTo(first);
        for (String repeat : List.of(
                Json.of("{'clientMessageId':'%s'}", id),
                Json.of("{'clientMessageId':'%s','text':'x','mentions':['nobody-at-all']}", id),
                Json.of("{'clientMessageId':'%s','text':'x','replyTo':999}", id))) {
            assertThat(ana.api
                            .post("/v1/conversations/" + chat + "/messages", repeat)
                            .require(200))
                    .isEqualTo(first);
        }
        try (ChatSocket anas = ana.connect()) {
            JsonNode ack = anas.awaitAck(anas.say(chat, "\u200b", id));
            assertThat(ack.path("seq")).isEqualTo(first.path("seq"));
            assertThat(ack.path("sentAt")).isEqualTo(first.path("sentAt"));
            anas.awaitFailure(anas.say(chat, "\u200b", UUID.randomUUID().toString()));
        }
        bob.post(chat, " ", id).requireProblem(422, "invalid");
        bob.api.put("/v1/me/blocks/" + ana.userId, "").require(204);
        assertThat(ana.post(chat, "", id).require(200)).isEqualTo(first);
    }

    @Test
    void shouldAnswerARepeatOfAGroupWhateverItSays() {
        String id = UUID.randomUUID().toString();
        String group = group(id, "Friends", bob.userId).require(201).path("id").asString("");

        bob.api.put("/v1/me/blocks/" + ana.userId, "").require(204);
        for (Api.Answer repeat : List.of(
                group(id, "Friends", bob.userId), group(id, " ", bob.userId), group(id, "Others", "nobody-at-all"))) {
            assertThat(repeat.require(200).path("id").asString("")).isEqualTo(group);
        }
        group(UUID.randomUUID().toString(), "Friends", "nobody-at-all").requireProblem(422, "invalid");
    }

    @Test
    void shouldMoveNoVersionWhenNothingChanges() {
        ana.post(chat, "Hello");
        bob.awaitMessages(chat, 1);
        String messages = "/v1/conversations/" + chat + "/messages/";
        long reacted = bob.api
                .put(messages + "1/reactions/" + THUMB, "")
                .require(200)
                .path("version")
                .asLong(0);
        try (ChatSocket anas = ana.connect()) {
            long dropped = bob.api
                    .put(messages + "1/reactions/" + THUMB, "")
                    .require(200)
                    .path("version")
                    .asLong(0);
            assertThat(bob.api
                            .get("/v1/conversations/" + chat, "Verbatim-At-Least", Long.toString(dropped))
                            .require(200)
                            .path("version")
                            .asLong(0))
                    .isEqualTo(reacted);
            assertThat(ChatSocket.events(anas.awaitQuiet(), "message.reacted")).isEmpty();
        }
        bob.api.delete(messages + "1?for=me").require(200);
        bob.api.put(messages + "1/reactions/" + THUMB, "").requireProblem(404, "not-found");
        bob.api.delete(messages + "1/reactions/" + THUMB).requireProblem(404, "not-found");
        bob.api.delete(messages + "1?for=me").require(200);
    }

    @Test
    void shouldLeaveATombstoneAsItIs() {
        ana.post(chat, "Hello");
        String message = "/v1/conversations/" + chat + "/messages/1";
        ana.api.delete(message + "?for=everyone").require(200);
        long version =
                ana.messages(chat, "").path("messages").path(0).path("version").asLong(0);
        assertThat(version).isPositive();

        ana.api.patch(message, Json.of("{'text':'Back again'}")).require(200);
        ana.api.put(message + "/reactions/" + THUMB, "").require(200);
        JsonNode tombstone = ana.messages(chat, "").path("messages").path(0);
        assertThat(tombstone.path("version").asLong(0)).isEqualTo(version);
        assertThat(tombstone.has("deletedAt")).isTrue();
        assertThat(tombstone.has("text")).isFalse();
    }

    private Api.Answer group(String id, String title, String member) {
        return ana.api.post(
                "/v1/conversations",
                Json.of(
                        "{'type':'group','title':'%s','members':['%s'],'clientConversationId':'%s'}",
                        title, member, id));
    }
}
