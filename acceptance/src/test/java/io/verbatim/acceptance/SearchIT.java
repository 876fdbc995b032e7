package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Search in one's own messages.
class SearchIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");
    private final Device carla = Device.register(SERVER, "carla");
    private final String word =
            "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @Test
    void shouldFindOnesOwnMessagesAndNobodyElses() {
        String withBob = ana.open(bob);
        String withCarla = ana.open(carla);
        ana.post(withBob, "Crème " + word);
        ana.post(withCarla, word + " brûlée");
        ana.post(withBob, "nothing");

        JsonNode page = search(ana, word, "");
        assertThat(Json.texts(page.path("messages"), "text")).containsExactly(word + " brûlée", "Crème " + word);
        assertThat(Json.texts(page.path("messages"), "conversationId")).containsExactly(withCarla, withBob);
        assertThat(page.path("messages").path(0).path("status").asString("")).isEqualTo("sent");
        assertThat(page.path("users").path(ana.userId).path("displayName").asString(""))
                .isEqualTo("ana");
        assertThat(page.has("next")).isFalse();
        assertThat(texts(ana, "CREME " + word, "")).containsExactly("Crème " + word);
        assertThat(texts(ana, word, "&conversationId=" + withBob)).containsExactly("Crème " + word);
        bob.awaitMessages(withBob, 2);
        assertThat(texts(bob, word, "")).containsExactly("Crème " + word);
        assertThat(texts(Device.register(SERVER, "david"), word, "")).isEmpty();
    }

    @Test
    void shouldPageThroughWhatItFinds() {
        String conversation = ana.open(bob);
        for (int i = 1; i <= 5; i++) {
            ana.post(conversation, word + " " + i);
        }
        JsonNode first = search(ana, word, "&limit=2");
        assertThat(Json.numbers(first.path("messages"), "seq")).containsExactly(5L, 4L);
        JsonNode second =
                search(ana, word, "&limit=3&before=" + first.path("next").asString(""));
        assertThat(Json.numbers(second.path("messages"), "seq")).containsExactly(3L, 2L, 1L);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void shouldFindWhatIsSaidNow() {
        String conversation = ana.open(bob);
        String path = "/v1/conversations/" + conversation + "/messages/";
        ana.post(conversation, word + " one");
        ana.post(conversation, word + " two");
        ana.post(conversation, word + " three");
        ana.api.patch(path + 1, Json.of("{'text':'uno'}")).require(200);
        ana.api.delete(path + "2?for=everyone").require(200);
        assertThat(texts(ana, word, "")).containsExactly(word + " three");
        assertThat(texts(ana, "uno", "&conversationId=" + conversation)).containsExactly("uno");
        bob.api.delete(path + "3?for=me").require(200);
        assertThat(texts(bob, word, "")).isEmpty();
        assertThat(texts(ana, word, "")).containsExactly(word + " three");
    }

    @Test
    void shouldRefuseWhatCannotBeSearchedFor() {
        String others = ana.open(bob);
        ana.api.get("/v1/search").requireProblem(422, "invalid");
        ana.api.get("/v1/search?q=%20").requireProblem(422, "invalid");
        ana.api.get("/v1/search?q=" + "a".repeat(257)).requireProblem(422, "invalid");
        ana.api.get("/v1/search?q=a&before=x").requireProblem(422, "invalid");
        ana.api.get("/v1/search?q=a&limit=201").requireProblem(422, "invalid");
        carla.api.get("/v1/search?q=a&conversationId=" + others).requireProblem(404, "not-found");
        carla.api.get("/v1/search?q=a&conversationId=none").requireProblem(404, "not-found");
        new Api(SERVER.uri(), "").get("/v1/search?q=a").requireProblem(401, "unauthenticated");
        assertThat(new Api(SERVER.uri(), "")
                        .get("/v1/server")
                        .require(200)
                        .path("features")
                        .path(0)
                        .asString(""))
                .isEqualTo("search");
    }

    private static List<String> texts(Device who, String words, String more) {
        return Json.texts(search(who, words, more).path("messages"), "text");
    }

    private static JsonNode search(Device who, String words, String more) {
        return who.api
                .get("/v1/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more)
                .require(200);
    }
}
