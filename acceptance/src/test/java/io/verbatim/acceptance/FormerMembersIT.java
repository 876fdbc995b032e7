package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What somebody who has left a group sees of it, and others of what it does there.
class FormerMembersIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer()
            .with("VERBATIM_RATELIMITS_ENABLED", "false")
            .with("VERBATIM_VAULT_ARGON2_MEMORY", "64KB");

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");
    private final Device carla = Device.register(SERVER, "carla");

    @Test
    void shouldKeepForWhoHasLeftWhatThereWas() {
        String group = create();
        String conversation = "/v1/conversations/" + group;
        bob.post(group, "one");
        for (Device other : List.of(ana, carla)) {
            other.awaitMessages(group, 1);
            other.api.put(conversation + "/receipts", Json.of("{'read':1}")).require(200);
        }
        awaitStatus(group, "read");
        ana.api
                .post(
                        conversation + "/messages",
                        Json.of(
                                "{'clientMessageId':'%s','text':'zebra','mentions':['%s']}",
                                UUID.randomUUID(), bob.userId))
                .require(201);
        bob.awaitMessages(group, 2);
        bob.api.delete(conversation + "/members/" + bob.userId).require(200);
        String read = version(bob.api.put(conversation + "/receipts", Json.of("{'read':2}")));
        assertThat(readersOfTheSecond(bob, conversation, read)).containsExactly(bob.userId);
        assertThat(readersOfTheSecond(ana, conversation, read)).isEmpty();
        assertThat(readersOfTheSecond(carla, conversation, read)).isEmpty();

        String edited = version(
                ana.api.patch(conversation + "/messages/2", Json.of("{'text':'horse','mentions':['%s']}", bob.userId)));
        JsonNode messages = bob.api
                .get(conversation + "/messages", "Verbatim-At-Least", edited)
                .require(200)
                .path("messages");
        assertThat(messages.path(0).path("status").asString("")).isEqualTo("read");
        assertThat(messages.path(1).path("text").asString("")).isEqualTo("zebra");
        assertThat(found(bob, "zebra", group)).containsExactly(2L);
        assertThat(found(bob, "horse", group)).isEmpty();
        assertThat(found(ana, "horse", group)).containsExactly(2L);
        assertThat(found(ana, "zebra", group)).isEmpty();
    }

    private static List<String> readersOfTheSecond(Device caller, String conversation, String atLeast) {
        return Json.texts(
                caller.api
                        .get(conversation + "/messages/2/info", "Verbatim-At-Least", atLeast)
                        .require(200)
                        .path("read"),
                "userId");
    }

    private static List<Long> found(Device caller, String words, String group) {
        String cursor = caller.api.get("/v1/inbox").require(200).path("cursor").asString("");
        return Json.numbers(
                caller.api
                        .get("/v1/search?q=" + words + "&conversationId=" + group, "Verbatim-At-Least", cursor)
                        .require(200)
                        .path("messages"),
                "seq");
    }

    private static String version(Api.Answer answer) {
        return Long.toString(answer.require(200).path("version").asLong(0));
    }

    private String create() {
        return ana.api
                .post(
                        "/v1/conversations",
                        Json.of("{'type':'group','title':'Friends','members':['%s','%s']}", bob.userId, carla.userId))
                .require(201)
                .path("id")
                .asString("");
    }

    private void awaitStatus(String group, String status) {
        for (int attempt = 0; attempt < 500; attempt++) {
            JsonNode messages = bob.messages(group, "").path("messages");
            if (messages.path(0).path("status").asString("").equals(status)) {
                return;
            }
        }
        throw new AssertionError("status: another (expected: " + status + ")");
    }
}
