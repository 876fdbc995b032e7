package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A group, from its creation to the last who leaves.
class GroupsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer()
            .with("VERBATIM_RATELIMITS_ENABLED", "false")
            .with("VERBATIM_VAULT_ARGON2_MEMORY", "64KB");

    private static final int RECEIPTS_TOLD = 64;

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");
    private final Device carla = Device.register(SERVER, "carla");

    @Test
    void shouldBeTheWholeWay() {
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect();
                ChatSocket carlas = carla.connect()) {
            JsonNode created = create("Friends", bob);
            String group = created.path("id").asString("");
            assertThat(created.path("type").asString("")).isEqualTo("group");
            assertThat(created.path("title").asString("")).isEqualTo("Friends");
            assertThat(created.path("role").asString("")).isEqualTo("owner");
            JsonNode entry = bobs.awaitEvent("conversation.created").path("data");
            assertThat(entry.path("conversation").path("title").asString("")).isEqualTo("Friends");
            assertThat(Json.texts(entry.path("conversation").path("members"), "userId"))
                    .containsExactly(ana.userId, bob.userId);
            anas.awaitEvent("conversation.created");

            anas.say(group, "Hello");
            assertThat(bobs.awaitEvent("message.sent").path("data").path("text").asString(""))
                    .isEqualTo("Hello");
            add(group, carla);
            JsonNode joined = anas.awaitEvent("member.joined").path("data");
            assertThat(joined.path("afterSeq").asLong(-1)).isEqualTo(1);
            assertThat(joined.path("memberCount").asInt(0)).isEqualTo(3);
            assertThat(joined.path("members").path(0).path("userId").asString(""))
                    .isEqualTo(carla.userId);
            JsonNode carlasEntry = carlas.awaitEvent("conversation.created").path("data");
            assertThat(carlasEntry.path("conversation").path("joinedSeq").asLong(0))
                    .isEqualTo(2);
            assertThat(carlasEntry.path("unread").asLong(-1)).isZero();
            assertThat(carla.messages(group, "").path("messages").size()).isZero();

            bobs.say(group, "Welcome");
            assertThat(carlas.awaitEvent("message.sent")
                            .path("data")
                            .path("seq")
                            .asLong(0))
                    .isEqualTo(2);
            carlas.acknowledge("read", group, 2);
            anas.acknowledge("delivered", group, 2);
            awaitStatus(group, "delivered");
            anas.acknowledge("read", group, 2);
            awaitStatus(group, "read");
            JsonNode info = bob.api
                    .get("/v1/conversations/" + group + "/messages/2/info")
                    .require(200);
            assertThat(Json.texts(info.path("read"), "userId")).containsExactly(ana.userId, carla.userId);
            assertThat(Json.texts(receipts(ana, group), "userId"))
                    .containsExactly(ana.userId, bob.userId, carla.userId);

            remove(ana, group, carla);
            JsonNode left = carlas.awaitEvent("member.left").path("data");
            assertThat(left.path("memberCount").asInt(0)).isEqualTo(2);
            anas.say(group, "She has gone");
            bobs.awaitEvent("message.sent", message -> message.path("seq").asLong(0) == 3);
            assertThat(ChatSocket.events(carlas.awaitQuiet(), "message.sent")).isEmpty();
            carla.post(group, "I have gone", UUID.randomUUID().toString()).requireProblem(403, "not-a-member");
            assertThat(Json.numbers(carla.messages(group, "").path("messages"), "seq"))
                    .containsExactly(2L);
            JsonNode kept = carla.entry(group).path("conversation");
            assertThat(kept.path("left").asBoolean(false)).isTrue();
            assertThat(kept.path("lastSeq").asLong(0)).isEqualTo(2);
            assertThat(kept.path("memberCount").asInt(0)).isEqualTo(2);
        }
    }

    @Test
    void shouldCatchUpWithWhatWasMissed() {
        String group = create("Friends", bob).path("id").asString("");
        ana.post(group, "one");
        bob.awaitMessages(group, 1);
        String cursor = cursor(bob);
        String carlasCursor = cursor(carla);
        ana.post(group, "two");
        add(group, carla);
        rename(ana, group, "Good friends").require(200);
        rename(ana, group, "Best friends").require(200);
        ana.post(group, "three");
        bob.awaitMessages(group, 3);

        try (ChatSocket bobs = bob.connectOnly();
                ChatSocket carlas = carla.connectOnly()) {
            bobs.hello(cursor);
            List<JsonNode> missed = bobs.awaitLive();
            assertThat(Json.numbers(ChatSocket.events(missed, "message.sent"), "seq"))
                    .containsExactly(2L, 3L);
            assertThat(ChatSocket.events(missed, "member.joined")).hasSize(1);
            assertThat(Json.texts(ChatSocket.events(missed, "group.changed"), "title"))
                    .containsExactly("Best friends");
            carlas.hello(carlasCursor);
            List<JsonNode> carlasMissed = carlas.awaitLive();
            assertThat(ChatSocket.events(carlasMissed, "conversation.created")).hasSize(1);
            assertThat(Json.numbers(ChatSocket.events(carlasMissed, "message.sent"), "seq"))
                    .containsExactly(3L);
        }
        String carlasNext = cursor(carla);
        remove(ana, group, carla);
        ana.post(group, "four");
        bob.awaitMessages(group, 4);
        try (ChatSocket carlas = carla.connectOnly()) {
            carlas.hello(carlasNext);
            List<JsonNode> missed = carlas.awaitLive();
            assertThat(ChatSocket.events(missed, "member.left")).hasSize(1);
            assertThat(ChatSocket.events(missed, "message.sent")).isEmpty();
        }
        JsonNode page = bob.messages(group, "");
        assertThat(Json.texts(page.path("notices"), "event"))
                .containsExactly("member.joined", "group.changed", "group.changed", "member.left");
        assertThat(Json.numbers(page.path("notices"), "afterSeq")).containsExactly(2L, 2L, 2L, 3L);
        assertThat(carla.entry(group).path("conversation").path("title").asString(""))
                .isEqualTo("Best friends");
    }

    @Test
    void shouldHoldItsRules() {
        String uuid = UUID.randomUUID().toString();
        Api.Answer first = createAs("Friends", uuid, bob);
        String group = first.require(201).path("id").asString("");
        assertThat(createAs("Others", uuid, bob).require(200).path("id").asString(""))
                .isEqualTo(group);
        String members = "/v1/conversations/" + group + "/members";

        rename(bob, group, "Of Bob").requireProblem(403, "forbidden");
        bob.awaitMessages(group, 0);
        bob.api.put(members + "/" + carla.userId, "{}").requireProblem(403, "forbidden");
        carla.api.get(members).requireProblem(404, "not-found");
        ana.api.put(members + "/nobody-at-all", "{}").requireProblem(422, "invalid");
        JsonNode refused = ana.api
                .post(members, Json.of("{'members':['%s','nobody-at-all']}", carla.userId))
                .requireProblem(422, "invalid");
        assertThat(refused.path("errors").toString()).contains("nobody-at-all").doesNotContain(carla.userId);
        carla.api.put("/v1/me/blocks/" + ana.userId, "{}").require(204);
        awaitBlocked(members);

        ana.api.put(members + "/" + bob.userId, Json.of("{'role':'owner'}")).require(200);
        remove(ana, group, ana);
        ana.api.get(members).require(200);
        remove(bob, group, bob);
        assertThat(bob.entry(group).path("conversation").path("left").asBoolean(false))
                .isTrue();
    }

    @Test
    void shouldTellWhoHasLeftOfWhatItDoesThereToItsOwnDevicesAlone() {
        String group = create("Friends", bob, carla).path("id").asString("");
        String conversation = "/v1/conversations/" + group;
        ana.post(group, "one");
        ana.post(group, "two");
        bob.awaitMessages(group, 2);
        remove(bob, group, bob);
        String cursor = cursor(bob);
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect();
                ChatSocket carlas = carla.connect()) {
            bob.api.put(conversation + "/receipts", Json.of("{'read':1}")).require(200);
            JsonNode told = bobs.awaitEvent("receipts.changed").path("data");
            assertThat(Json.texts(told.path("members"), "userId")).containsExactly(bob.userId);
            assertThat(Json.numbers(told.path("members"), "readSeq")).containsExactly(1L);
            bob.api
                    .patch(conversation + "/settings", Json.of("{'archived':true}"))
                    .require(200);
            assertThat(bobs.awaitEvent("settings.changed").at("/data/archived").asBoolean(false))
                    .isTrue();
            bob.api.delete(conversation + "/messages/1?for=me").require(200);
            bobs.awaitEvent("conversation.hidden");
            bob.api.delete(conversation).require(200);
            assertThat(bobs.awaitEvent("conversation.cleared")
                            .at("/data/clearedSeq")
                            .asLong(0))
                    .isEqualTo(2);

            carla.api.put(conversation + "/receipts", Json.of("{'read':2}")).require(200);
            anas.awaitEvent(
                    "receipts.changed",
                    moved -> Json.texts(moved.path("members"), "userId").contains(carla.userId));
            assertThat(ChatSocket.events(bobs.awaitQuiet(), "receipts.changed")).isEmpty();
            for (ChatSocket others : List.of(anas, carlas)) {
                assertThat(others.awaitQuiet())
                        .noneMatch(frame -> frame.toString().contains(bob.userId));
            }
        }
        try (ChatSocket bobs = bob.connectOnly()) {
            bobs.hello(cursor);
            assertThat(ChatSocket.events(bobs.awaitLive(), "receipts.changed"))
                    .singleElement()
                    .satisfies(missed -> assertThat(Json.texts(missed.path("members"), "userId"))
                            .containsExactly(bob.userId));
        }
    }

    @Test
    void shouldLoseWhoseAccountEnds() {
        String group = create("Friends", bob, carla).path("id").asString("");
        try (ChatSocket anas = ana.connect()) {
            bob.api
                    .call("DELETE", "/v1/me", Json.of("{'password':'%s'}", Device.PASSWORD))
                    .require(204);
            JsonNode left = anas.awaitEvent("member.left").path("data");
            assertThat(left.path("members").path(0).path("userId").asString("")).isEqualTo(bob.userId);
            assertThat(left.path("conversationId").asString("")).isEqualTo(group);
        }
    }

    @Test
    void shouldTellAuthorsOfLargeGroupsHowManyHaveTheirMessages() {
        List<String> many = new ArrayList<>(List.of(bob.userId, carla.userId));
        for (int i = many.size() + 1; i <= RECEIPTS_TOLD; i++) {
            many.add(register("member-" + i + '-' + ana.userId));
        }
        String group = ana.api
                .post("/v1/conversations", Json.of("{'type':'group','title':'Many','members':%s}", Json.write(many)))
                .require(201)
                .path("id")
                .asString("");
        ana.post(group, "one");
        ana.post(group, "two");
        bob.awaitMessages(group, 2);
        String cursor = cursor(ana);
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect();
                ChatSocket carlas = carla.connect()) {
            bobs.acknowledge("read", group, 2);
            assertThat(awaitCount(anas, group, 2)).isEqualTo("delivered 1, read 1");
            carlas.acknowledge("delivered", group, 1);
            assertThat(awaitCount(anas, group, 1)).isEqualTo("delivered 2, read 1");
            // everybody is told of its own, nobody of another's
            assertThat(ChatSocket.events(bobs.awaitQuiet(), "receipts.changed"))
                    .allSatisfy(told -> assertThat(Json.texts(told.path("members"), "userId"))
                            .containsExactly(bob.userId));
        }
        try (ChatSocket anas = ana.connectOnly()) {
            anas.hello(cursor);
            List<JsonNode> missed = ChatSocket.events(anas.awaitLive(), "receipts.changed");
            assertThat(missed)
                    .singleElement()
                    .satisfies(told -> assertThat(Json.numbers(told.path("counts"), "delivered"))
                            .containsExactly(2L, 1L));
        }
    }

    private static String awaitCount(ChatSocket socket, String group, long seq) {
        JsonNode[] found = new JsonNode[1];
        socket.awaitEvent("receipts.changed", told -> {
            for (JsonNode count : told.path("counts")) {
                if (told.path("conversationId").asString("").equals(group)
                        && count.path("seq").asLong(0) == seq) {
                    found[0] = count;
                    return true;
                }
            }
            return false;
        });
        return "delivered " + found[0].path("delivered").asInt(-1) + ", read "
                + found[0].path("read").asInt(-1);
    }

    /// Somebody who never signs in.
    private static String register(String userId) {
        new Api(SERVER.uri(), "")
                .post(
                        "/v1/accounts",
                        Json.of("{'userId':'%s','password':'%s','displayName':'m'}", userId, Device.PASSWORD))
                .require(201);
        return userId;
    }

    private void awaitBlocked(String members) {
        for (int attempt = 0; attempt < 200; attempt++) {
            if (ana.api.put(members + "/" + carla.userId, "{}").status() == 403) {
                return;
            }
            ana.api.delete(members + "/" + carla.userId).require(200);
        }
        throw new AssertionError("added (expected: blocked)");
    }

    private void awaitStatus(String group, String status) {
        for (int attempt = 0; attempt < 500; attempt++) {
            JsonNode messages = bob.messages(group, "").path("messages");
            if (messages.path(messages.size() - 1).path("status").asString("").equals(status)) {
                return;
            }
        }
        throw new AssertionError("status: another (expected: " + status + ")");
    }

    private static JsonNode receipts(Device reader, String group) {
        return reader.api
                .get("/v1/conversations/" + group + "/receipts")
                .require(200)
                .path("members");
    }

    private static String cursor(Device person) {
        return person.api.get("/v1/inbox").require(200).path("cursor").asString("");
    }

    private JsonNode create(String title, Device... others) {
        return createAs(title, UUID.randomUUID().toString(), others).require(201);
    }

    private Api.Answer createAs(String title, String uuid, Device... others) {
        List<String> members =
                List.of(others).stream().map(other -> other.userId).toList();
        return ana.api.post(
                "/v1/conversations",
                Json.of(
                        "{'type':'group','title':'%s','members':%s,'clientConversationId':'%s'}",
                        title, Json.write(members), uuid));
    }

    private void add(String group, Device person) {
        ana.api
                .put("/v1/conversations/" + group + "/members/" + person.userId, "{}")
                .require(200);
    }

    private static void remove(Device by, String group, Device person) {
        by.api
                .delete("/v1/conversations/" + group + "/members/" + person.userId)
                .require(200);
    }

    private static Api.Answer rename(Device by, String group, String title) {
        return by.api.patch("/v1/conversations/" + group, Json.of("{'title':'%s'}", title));
    }
}
