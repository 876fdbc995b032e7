package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What is refused, and how it is said.
class RefusalsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Device ana = Device.register(SERVER, "ana");
    private final Device bob = Device.register(SERVER, "bob");

    @Test
    void shouldHideAnothersConversationEverywhere() {
        String conversation = ana.open(bob);
        ana.post(conversation, "secret");
        Device eve = Device.register(SERVER, "eve");
        String path = "/v1/conversations/" + conversation;

        for (String read : List.of("", "/messages", "/members", "/receipts", "/messages/1/info")) {
            eve.api.get(path + read).requireProblem(404, "not-found");
        }
        eve.post(conversation, "me too", UUID.randomUUID().toString()).requireProblem(404, "not-found");
        eve.api.put(path + "/receipts", Json.of("{'read':1}")).requireProblem(404, "not-found");
        assertThat(eve.api
                        .get("/v1/inbox?ids=" + conversation)
                        .require(200)
                        .path("conversations")
                        .size())
                .isZero();
        eve.api.get("/v1/conversations/nonsense").requireProblem(404, "not-found");
    }

    @Test
    void shouldRefuseAConversationWithOneselfOrNobody() {
        ana.api
                .post("/v1/conversations", Json.of("{'type':'direct','with':'%s'}", ana.userId))
                .requireProblem(422, "invalid");
        ana.api
                .post("/v1/conversations", Json.of("{'type':'direct','with':'nobody-at-all'}"))
                .requireProblem(422, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"text\":", "[]", "{\"text\":7}"})
    void shouldRefuseABodyThatCannotBeRead(String body) {
        String conversation = ana.open(bob);

        ana.api.post("/v1/conversations/" + conversation + "/messages", body).requireProblem(400, "malformed");
    }

    @Test
    void shouldRefuseAMessageThatIsNone() {
        String conversation = ana.open(bob);

        for (String text : List.of(" ", "x".repeat(8001), "🙂".repeat(8001))) {
            JsonNode problem =
                    ana.post(conversation, text, UUID.randomUUID().toString()).requireProblem(422, "invalid");
            assertThat(problem.path("errors").path(0).path("field").asString(""))
                    .isEqualTo("text");
        }
        ana.post(conversation, "🙂".repeat(8000));
        JsonNode problem = ana.post(conversation, "hello", "not-a-uuid").requireProblem(422, "invalid");
        assertThat(problem.path("errors").path(0).path("field").asString("")).isEqualTo("clientMessageId");
        assertThat(ana.messages(conversation, "").path("messages").size()).isEqualTo(1);
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() {
        String conversation = ana.open(bob);

        JsonNode problem = ana.post(
                        conversation, "x".repeat(300_000), UUID.randomUUID().toString())
                .requireProblem(413, "too-large");

        assertThat(problem.path("limit").asLong(0)).isEqualTo(262_144);
    }

    @Test
    void shouldRefuseAReceiptPastTheEndAndMoveNoWatermarkBack() {
        String conversation = ana.open(bob);
        ana.post(conversation, "one");
        ana.post(conversation, "two");
        String receipts = "/v1/conversations/" + conversation + "/receipts";

        bob.api.put(receipts, Json.of("{'read':3}")).requireProblem(422, "invalid");
        bob.api.put(receipts, Json.of("{'read':2}")).require(200);
        bob.api.put(receipts, Json.of("{'delivered':1,'read':1}")).require(200);

        JsonNode conversationNow =
                bob.api.get("/v1/conversations/" + conversation).require(200);
        assertThat(conversationNow.path("readSeq").asLong(0)).isEqualTo(2);
        assertThat(conversationNow.path("deliveredSeq").asLong(0)).isEqualTo(2);
    }

    @Test
    void shouldRefuseLimitsThatAreNone() {
        for (String query : List.of("?limit=0", "?limit=201", "?limit=x")) {
            assertThat(ana.api.get("/v1/inbox" + query).status()).isIn(400, 422);
        }
        assertThat(ana.api.get("/v1/inbox?limit=200").status()).isEqualTo(200);
    }

    @Test
    void shouldAnswerWhatIsNotThereWithAProblem() {
        ana.api.get("/v1/no-such-thing").requireProblem(404, "not-found");
        Api.Answer wrongMethod = ana.api.delete("/v1/inbox");
        assertThat(wrongMethod.status()).isIn(404, 405);
        assertThat(wrongMethod.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void shouldSayWhatTheServerIs() {
        JsonNode server = new Api(SERVER.uri(), "").get("/v1/server").require(200);

        assertThat(server.path("version").asString("")).isNotEmpty();
        assertThat(server.path("protocols").path(0).asString("")).isEqualTo("verbatim.v1");
        assertThat(server.path("registration").asString("")).isEqualTo("open");
        assertThat(server.path("limits").path("text").asInt(0)).isEqualTo(8000);
    }

    @Test
    void shouldAllowBrowsersFromAnywhere() {
        HttpRequest preflight = HttpRequest.newBuilder(SERVER.uri().resolve("/v1/inbox"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://chat.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,verbatim-at-least")
                .build();

        Api.Answer allowed = Api.send(preflight);
        Api.Answer answer = ana.api.get("/v1/inbox", "Origin", "https://chat.example");

        assertThat(allowed.status()).isIn(200, 204);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isIn("*", "https://chat.example");
        assertThat(allowed.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
                .contains("authorization");
        assertThat(answer.require(200).has("conversations") || answer.text().contains("cursor"))
                .isTrue();
        assertThat(answer.header("Access-Control-Allow-Origin")).isIn("*", "https://chat.example");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After");
    }

    @Test
    void shouldCompressWhenAsked() {
        String conversation = ana.open(bob);
        ana.post(conversation, "again and ".repeat(700));

        Api.Answer answer = Api.send(ana.api
                .request("/v1/conversations/" + conversation + "/messages", "Accept-Encoding", "gzip")
                .build());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.text().length()).isLessThan(2_000);
    }
}
