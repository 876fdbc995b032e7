package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Every call once, as it succeeds, and every frame that one walk can bring about: so each is held against the
/// documents,
/// and each field that must be there was seen.
class ContractIT {

    /// What takes more than a walk: a long absence; a stop; others' tests see to them.
    private static final Set<String> ELSEWHERE = Set.of("event.conversation.gap", "goodbye");

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldAnswerEachCallAsDocumented() throws Exception {
        Contract.forgetSeen();
        Device carla = Device.register(SERVER, "carla");
        walkPeople();
        walkConversation();
        walkGroup(carla);
        walkStreams();
        leave();
        Set<String> missing = new TreeSet<>();
        JsonNode paths = Api.fetch(SERVER.uri().resolve("/openapi.json")).body().path("paths");
        paths.forEach(path -> path.forEach(operation -> {
            String called = operation.path("operationId").asString("");
            operation.path("responses").propertyNames().stream()
                    .filter(status -> status.startsWith("20"))
                    .map(status -> called + ' ' + status)
                    .filter(answer -> !Contract.seen().contains(answer))
                    .forEach(missing::add);
        }));
        assertThat(missing).as("never answered").isSubsetOf("stream 200");
        assertThat(missingFrames()).as("never sent").isSubsetOf(ELSEWHERE);
    }

    @Test
    void shouldNoticeWhatIsNotDocumented() {
        Contract contract = Contract.of(SERVER.uri());
        contract.checkFrame(Json.read(Json.of("{'type':'pong','id':'p1'}")));
        assertThatThrownBy(() -> contract.checkFrame(Json.read(Json.of("{'type':'pong','more':1}"))))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> contract.checkFrame(Json.read(Json.of("{'type':'live'}"))))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> contract.checkFrame(Json.read(Json.of("{'type':'surprise'}"))))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> contract.checkFrame(
                        Json.read(Json.of("{'type':'goodbye','reason':'bored','reconnectAfterMillis':0}"))))
                .isInstanceOf(AssertionError.class);
    }

    private void walkPeople() {
        Api anybody = new Api(SERVER.uri(), "");
        anybody.get("/v1/server").require(200);
        anybody.get("/openapi.json").require(200);
        anybody.get("/asyncapi.json").require(200);
        anybody.post("/v1/tokens/refresh", Json.of("{'refreshToken':'%s'}", ana.refreshToken))
                .require(200);
        ana.api.get("/v1/me").require(200);
        ana.api
                .patch("/v1/me", Json.of("{'displayName':'Ana','lastSeenVisibility':'contacts'}"))
                .require(200);
        ana.api.get("/v1/me/devices").require(200);
        ana.onAnother("laptop");
        ana.api.delete("/v1/me/devices/laptop").require(204);
        ana.api.put("/v1/me/blocks/" + bob.userId, "{}").require(204);
        ana.api.get("/v1/me/blocks").require(200);
        ana.api.delete("/v1/me/blocks/" + bob.userId).require(204);
        ana.api.get("/v1/users?ids=" + bob.userId).require(200);
        ana.api.get("/v1/users?q=bo").require(200);
        ana.api.get("/v1/users/" + bob.userId).require(200);
        ana.api.get("/v1/users/" + bob.userId + "/presence").require(200);
        ana.api
                .put(
                        "/v1/me/password",
                        Json.of("{'password':'%s','newPassword':'%s'}", Device.PASSWORD, Device.PASSWORD + "!"))
                .require(204);
    }

    private void walkConversation() {
        String id = ana.open(bob);
        ana.open(bob);
        String at = "/v1/conversations/" + id;
        String message = UUID.randomUUID().toString();
        try (ChatSocket anas = ana.connect();
                ChatSocket bobs = bob.connect()) {
            anas.send("{'type':'watch','id':'w','users':['%s']}", bob.userId);
            anas.awaitEvent("presence.changed");
            bob.api.patch("/v1/me", "{\"displayName\":\"Robert\"}").require(200);
            anas.awaitEvent("profile.changed");
            ana.post(id, "hello", message).require(201);
            ana.post(id, "hello", message).require(200);
            bobs.awaitEvent("message.sent");
            bobs.say(id, "hi");
            bobs.awaitFailure(bobs.say("nowhere", "hi", UUID.randomUUID().toString()));
            bobs.send("{'type':'typing','conversationId':'%s','active':true}", id);
            anas.awaitEvent("typing");
            bobs.acknowledge("read", id, 1);
            anas.awaitEvent("receipts.changed");
            ana.api.put(at + "/receipts", "{\"delivered\":1}").require(200);
            ana.api.post(at + "/typing", "{\"active\":false}").require(204);
            ana.api.patch(at + "/messages/1", "{\"text\":\"hello!\"}").require(200);
            bobs.awaitEvent("message.edited");
            bob.api.put(at + "/messages/1/reactions/%F0%9F%91%8D", "{}").require(200);
            anas.awaitEvent("message.reacted");
            read(at);
            bob.api.delete(at + "/messages/1/reactions/%F0%9F%91%8D").require(200);
            ana.api.delete(at + "/messages/1?for=everyone").require(200);
            bobs.awaitEvent("message.deleted");
            ana.api.get(at + "/messages").require(200);
            ana.api.get("/v1/search?q=hi").require(200);
            ana.api.delete(at + "/messages/2?for=me").require(200);
            anas.awaitEvent("conversation.hidden");
            ana.api
                    .patch(at + "/settings", "{\"muted\":true,\"mutedUntil\":\"2099-01-01T00:00:00Z\"}")
                    .require(200);
            anas.awaitEvent("settings.changed");
            ana.api.delete(at).require(200);
            anas.awaitEvent("conversation.cleared");
            ana.api.patch("/v1/me", Json.of("{'displayName':'Anna'}")).require(200);
            anas.awaitEvent("me.changed");
            anas.awaitQuiet();
        }
    }

    private void walkGroup(Device carla) {
        try (ChatSocket bobs = bob.connect()) {
            String id = ana.api
                    .post(
                            "/v1/conversations",
                            Json.of("{'type':'group','title':'Friends','members':['%s']}", bob.userId))
                    .require(201)
                    .path("id")
                    .asString("");
            bobs.awaitEvent("conversation.created");
            String at = "/v1/conversations/" + id;
            ana.api.patch(at, "{\"title\":\"Good friends\"}").require(200);
            bobs.awaitEvent("group.changed");
            ana.api
                    .post(at + "/members", Json.of("{'members':['%s']}", carla.userId))
                    .require(200);
            bobs.awaitEvent("member.joined");
            ana.api.put(at + "/members/" + carla.userId, "{\"role\":\"admin\"}").require(200);
            bobs.awaitEvent("member.role");
            ana.post(id, "hello");
            bobs.awaitEvent("message.sent");
            ana.api.delete(at + "/members/" + carla.userId).require(200);
            bobs.awaitEvent("member.left");
            ana.api.get("/v1/inbox?ids=" + id).require(200);
            read(at);
        }
    }

    private void read(String at) {
        ana.api.get(at).require(200);
        ana.api.get(at + "/members").require(200);
        ana.api.get(at + "/messages").require(200);
        ana.api.get(at + "/messages/1/info").require(200);
        ana.api.get(at + "/messages/1/reactions").require(200);
        ana.api.get(at + "/receipts").require(200);
    }

    private void walkStreams() throws Exception {
        JsonNode inbox = bob.api.get("/v1/inbox").require(200);
        bob.api.get("/v1/events?after=" + inbox.path("cursor").asString("")).require(200);
        bob.api.post("/v1/stream-tickets", "").require(201);
        try (EventStream stream = EventStream.open(bob, "", "")) {
            stream.await("live");
        }
    }

    private void leave() {
        bob.api.delete("/v1/tokens").require(204);
        ana.api
                .call("DELETE", "/v1/me", Json.of("{'password':'%s'}", Device.PASSWORD + "!"))
                .require(204);
    }

    private static Set<String> missingFrames() {
        JsonNode operation =
                Api.fetch(URI.create(SERVER.uri() + "/asyncapi.json")).body().at("/operations/toClient/messages");
        Set<String> missing = new TreeSet<>();
        operation.forEach(message -> {
            String reference = message.path("$ref").asString("");
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            if (!Contract.seen().contains(name)) {
                missing.add(name);
            }
        });
        return missing;
    }
}
