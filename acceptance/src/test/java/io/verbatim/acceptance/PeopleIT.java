package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What people do with their accounts, and what it does to others.
class PeopleIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Api nobody = new Api(SERVER.uri(), "");
    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldShowWhatSomebodyHasChangedOfItself() {
        try (ChatSocket laptop = ana.onAnother("laptop").connect()) {
            JsonNode changed = ana.api
                    .patch("/v1/me", Json.of("{'displayName':'Anna','lastSeenVisibility':'contacts'}"))
                    .require(200);
            assertThat(changed.path("displayName").asString("")).isEqualTo("Anna");
            assertThat(changed.path("lastSeenVisibility").asString("")).isEqualTo("contacts");
            assertThat(ana.api.get("/v1/me").require(200)).isEqualTo(changed);
            laptop.awaitEvent("me.changed");
        }
        await(() -> profile(bob, ana).path("displayName").asString("").equals("Anna"));
        assertThat(profile(bob, ana).path("version").asInt(0)).isEqualTo(2);
        ana.api.patch("/v1/me", Json.of("{'avatarMediaId':'m'}")).requireProblem(422, "invalid");
    }

    @Test
    void shouldFindPeopleByTheBeginningOfIdOrName() {
        String name = "Zoë " + UUID.randomUUID().toString().substring(0, 8);
        ana.api.patch("/v1/me", Json.of("{'displayName':'%s'}", name)).require(200);

        await(() -> found(bob, "zo%C3%AB%20" + name.substring(4)).contains(ana.userId));
        await(() -> found(bob, bob.userId).contains(bob.userId));
        assertThat(found(bob, name.substring(4))).doesNotContain(ana.userId);
    }

    @Test
    void shouldSignEveryOtherDeviceOutWithThePassword() {
        Device laptop = ana.onAnother("laptop");
        try (ChatSocket onPhone = ana.connect();
                ChatSocket onLaptop = laptop.connect()) {
            ana.api
                    .put("/v1/me/password", Json.of("{'password':'wrong','newPassword':'another one'}"))
                    .requireProblem(401, "bad-credentials");
            String change = Json.of("{'password':'%s','newPassword':'another one'}", Device.PASSWORD);
            ana.api.put("/v1/me/password", change).require(204);
            ana.api.put("/v1/me/password", change).require(204);

            assertThat(onLaptop.await("goodbye").path("reason").asString("")).isEqualTo("signed-out");
            assertThat(onLaptop.awaitClose()).isEqualTo(4401);
            assertThat(onPhone.isOpen()).isTrue();
        }
        laptop.api.get("/v1/me").requireProblem(401, "signed-out");
        refresh(laptop).requireProblem(401, "signed-out");
        refresh(ana).require(200);
        signIn(ana, Device.PASSWORD).requireProblem(401, "bad-credentials");
        signIn(ana, "another one").require(200);
    }

    @Test
    void shouldListDevicesAndSignOneOut() {
        nobody.post(
                        "/v1/tokens",
                        Json.of(
                                "{'userId':'%s','password':'%s','device':'laptop','deviceName':'Old one'}",
                                ana.userId, Device.PASSWORD))
                .require(200);
        Device laptop = ana.onAnother("tablet");
        JsonNode devices = ana.api.get("/v1/me/devices").require(200).path("devices");
        assertThat(Json.texts(devices, "device")).containsExactly("phone", "laptop", "tablet");
        assertThat(devices.path(0).path("current").asBoolean(false)).isTrue();
        assertThat(devices.path(1).path("deviceName").asString("")).isEqualTo("Old one");
        assertThat(devices.path(1).path("lastSeenAt").asString("")).isNotEmpty();

        try (ChatSocket onTablet = laptop.connect()) {
            ana.api.delete("/v1/me/devices/tablet").require(204);
            assertThat(onTablet.await("goodbye").path("reason").asString("")).isEqualTo("signed-out");
        }
        refresh(laptop).requireProblem(401, "signed-out");
        laptop.api.get("/v1/me").requireProblem(401, "signed-out");
        ana.api.delete("/v1/me/devices/tablet").require(204);
        assertThat(Json.texts(ana.api.get("/v1/me/devices").require(200).path("devices"), "device"))
                .containsExactly("phone", "laptop");
    }

    @Test
    void shouldLetNeitherWriteWhileOneBlocks() throws Exception {
        String chat = ana.open(bob);
        ana.post(chat, "Hello");
        bob.awaitMessages(chat, 1);

        ana.api.put("/v1/me/blocks/" + bob.userId, "").require(204);
        ana.api.put("/v1/me/blocks/" + bob.userId, "").require(204);

        assertThat(Json.texts(ana.api.get("/v1/me/blocks").require(200).path("users"), "userId"))
                .containsExactly(bob.userId);
        for (Device device : List.of(ana, bob)) {
            device.post(chat, "blocked?", UUID.randomUUID().toString()).requireProblem(403, "blocked");
            assertThat(device.messages(chat, "").path("messages")).hasSize(1);
        }
        SERVER.kill();
        SERVER.start();
        bob.post(chat, "blocked?", UUID.randomUUID().toString()).requireProblem(403, "blocked");

        ana.api.delete("/v1/me/blocks/" + bob.userId).require(204);
        assertThat(ana.api.get("/v1/me/blocks").require(200).path("users")).isEmpty();
        bob.post(chat, "Hello again");
    }

    @Test
    void shouldLetNeitherBeginAConversationWhileOneBlocks() {
        bob.api.put("/v1/me/blocks/" + ana.userId, "").require(204);

        for (Device device : List.of(ana, bob)) {
            Device other = device == ana ? bob : ana;
            device.api
                    .post("/v1/conversations", Json.of("{'type':'direct','with':'%s'}", other.userId))
                    .requireProblem(403, "blocked");
        }
        bob.api.delete("/v1/me/blocks/" + ana.userId).require(204);
        ana.open(bob);
        bob.api.put("/v1/me/blocks/nobody-at-all", "").requireProblem(404, "not-found");
        bob.api.put("/v1/me/blocks/" + bob.userId, "").requireProblem(422, "invalid");
    }

    @Test
    void shouldLeaveNothingOfADeletedAccountButItsMessages() throws Exception {
        String chat = ana.open(bob);
        ana.post(chat, "What I said");
        bob.awaitMessages(chat, 1);
        Device laptop = ana.onAnother("laptop");
        try (ChatSocket onLaptop = laptop.connect();
                ChatSocket bobs = bob.connect()) {
            String watching = bobs.nextId();
            bobs.send("{'type':'watch','id':'%s','users':['%s']}", watching, ana.userId);
            bobs.awaitAck(watching);
            ana.api.call("DELETE", "/v1/me", Json.of("{'password':'wrong'}")).requireProblem(401, "bad-credentials");
            ana.api
                    .call("DELETE", "/v1/me", Json.of("{'password':'%s'}", Device.PASSWORD))
                    .require(204);
            assertThat(onLaptop.await("goodbye").path("reason").asString("")).isEqualTo("signed-out");
            bobs.awaitEvent(
                    "profile.changed",
                    profile -> profile.path("userId").asString("").equals(ana.userId)
                            && profile.path("deleted").asBoolean(false));
        }
        requireGone(chat, laptop);
        SERVER.kill();
        SERVER.start();
        requireGone(chat, laptop);
    }

    @Test
    void shouldTellTheOtherThatAnAccountHasLeftTheirChat() throws Exception {
        String chat = ana.open(bob);
        ana.post(chat, "What I said");
        bob.awaitMessages(chat, 1);
        Device tablet = bob.onAnother("tablet");
        String cursor;
        try (ChatSocket onPhone = bob.connect();
                ChatSocket onTablet = tablet.connect();
                EventStream onPage = EventStream.open(tablet, "", "")) {
            cursor = onPage.await("live").id();
            ana.api
                    .call("DELETE", "/v1/me", Json.of("{'password':'%s'}", Device.PASSWORD))
                    .require(204);
            requireParting(chat, onPhone.awaitEvent("member.left").path("data"));
            requireParting(chat, onTablet.awaitEvent("member.left").path("data"));
            requireParting(chat, onPage.await("member.left").data());
        }
        try (ChatSocket back = bob.connectOnly()) {
            back.hello(cursor);
            requireParting(chat, back.awaitEvent("member.left").path("data"));
        }
        JsonNode page = bob.messages(chat, "");
        assertThat(page.path("notices")).hasSize(1);
        assertThat(page.path("notices").path(0).path("event").asString("")).isEqualTo("member.left");
        JsonNode entry = bob.api
                .get("/v1/inbox?ids=" + chat)
                .require(200)
                .path("conversations")
                .path(0);
        assertThat(entry.path("conversation").path("memberCount").asInt()).isEqualTo(1);
        assertThat(entry.path("conversation").path("with").asString("")).isEqualTo(ana.userId);
    }

    private void requireParting(String chat, JsonNode data) {
        assertThat(data.path("conversationId").asString("")).isEqualTo(chat);
        assertThat(data.path("memberCount").asInt()).isEqualTo(1);
        assertThat(data.path("afterSeq").asLong()).isEqualTo(1);
        assertThat(Json.texts(data.path("members"), "userId")).containsExactly(ana.userId);
    }

    private void requireGone(String chat, Device laptop) {
        laptop.api.get("/v1/me").requireProblem(401, "signed-out");
        refresh(laptop).requireProblem(401, "signed-out");
        signIn(ana, Device.PASSWORD).requireProblem(401, "bad-credentials");
        nobody.post("/v1/accounts", Json.of("{'userId':'%s','password':'mine now','displayName':'Me'}", ana.userId))
                .requireProblem(409, "user-exists");
        await(() -> profile(bob, ana).path("deleted").asBoolean(false));
        assertThat(profile(bob, ana).has("displayName")).isFalse();
        assertThat(found(bob, ana.userId)).isEmpty();
        assertThat(bob.messages(chat, "").path("messages").path(0).path("text").asString(""))
                .isEqualTo("What I said");
        await(() ->
                bob.post(chat, "Are you there?", UUID.randomUUID().toString()).status() == 403);
        bob.post(chat, "Are you there?", UUID.randomUUID().toString()).requireProblem(403, "blocked");
        JsonNode inbox = bob.api.get("/v1/inbox?ids=" + chat).require(200);
        assertThat(inbox.path("users").path(ana.userId).path("deleted").asBoolean(false))
                .isTrue();
        assertThat(bob.api
                        .post("/v1/conversations", Json.of("{'type':'direct','with':'%s'}", ana.userId))
                        .require(200)
                        .path("id")
                        .asString(""))
                .isEqualTo(chat);
        Device carla = Device.register(SERVER, "carla");
        carla.api
                .post("/v1/conversations", Json.of("{'type':'direct','with':'%s'}", ana.userId))
                .requireProblem(422, "invalid");
    }

    private static JsonNode profile(Device viewer, Device person) {
        return viewer.api.get("/v1/users/" + person.userId).require(200);
    }

    private static List<String> found(Device searcher, String beginning) {
        return Json.texts(
                searcher.api.get("/v1/users?q=" + beginning).require(200).path("users"), "userId");
    }

    private Api.Answer refresh(Device device) {
        return nobody.post("/v1/tokens/refresh", Json.of("{'refreshToken':'%s'}", device.refreshToken));
    }

    private Api.Answer signIn(Device person, String password) {
        return nobody.post("/v1/tokens", Json.of("{'userId':'%s','password':'%s'}", person.userId, password));
    }

    private static void await(BooleanSupplier condition) {
        for (int attempt = 0; attempt < 500; attempt++) {
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("the condition does not hold after 10 s");
    }
}
