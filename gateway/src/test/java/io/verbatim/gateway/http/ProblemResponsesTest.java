package io.verbatim.gateway.http;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.RawHttp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class ProblemResponsesTest {
    static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldSayWhatIsNotThere() {
        problem(server.anonymous().get().uri("/v1/nothing").exchange(), 404, "not-found")
                .jsonPath("$.title")
                .isEqualTo("Not found")
                .jsonPath("$.status")
                .isEqualTo(404)
                .jsonPath("$.retryable")
                .isEqualTo(false)
                .jsonPath("$.errors")
                .doesNotExist()
                .jsonPath("$.trace")
                .doesNotExist();
    }

    @Test
    void shouldNameTheMethodsOfAPath() {
        var exchange =
                server.anonymous().method(HttpMethod.PATCH).uri("/v1/tokens").exchange();
        exchange.expectHeader()
                .value("Allow", allow -> assertThat(allow.split(",")).contains("POST", "DELETE"));
        problem(exchange, 405, "method-not-allowed");
    }

    @Test
    void shouldRequireAToken() {
        var exchange = server.anonymous().get().uri("/v1/me").exchange();
        exchange.expectHeader().valueEquals("WWW-Authenticate", "Bearer");
        problem(exchange, 401, "unauthenticated");
        problem(server.withToken("nonsense").get().uri("/v1/me").exchange(), 401, "unauthenticated");
        problem(
                server.anonymous()
                        .get()
                        .uri("/v1/me")
                        .header("Authorization", "Basic YTpi")
                        .exchange(),
                401,
                "unauthenticated");
    }

    @Test
    void shouldSayWhenATokenHasExpired() {
        String token = server.tokenOf(ANA);
        server.clock().advance(Duration.ofMinutes(15));
        problem(server.withToken(token).get().uri("/v1/me").exchange(), 401, "token-expired");
    }

    @Test
    void shouldSayWhenADeviceIsSignedOut() {
        String token = server.tokenOf(ANA);
        server.vault().revoke(ANA.uid(), GatewayServer.DEVICE);
        problem(server.withToken(token).get().uri("/v1/me").exchange(), 401, "signed-out");
    }

    @Test
    void shouldRefuseWhatIsNotJson() {
        problem(post("{"), 400, "malformed");
        problem(post("{} {}"), 400, "malformed");
        problem(post(""), 400, "malformed");
        problem(post("[1]"), 400, "malformed");
        problem(post("{\"userId\": 7}"), 400, "malformed");
    }

    @Test
    void shouldRefuseAnotherContentType() throws Exception {
        problem(
                server.anonymous()
                        .post()
                        .uri("/v1/accounts")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue("a=b")
                        .exchange(),
                415,
                "unsupported-media");
        assertThat(status("POST /v1/accounts", "Content-Type: rubbish\r\nContent-Length: 2", "{}"))
                .isEqualTo(415);
    }

    @Test
    void shouldRefuseALargeBodyWithItsLimit() {
        problem(post("{\"userId\":\"" + "a".repeat(256 * 1024) + "\"}"), 413, "too-large")
                .jsonPath("$.limit")
                .isEqualTo(256 * 1024);
    }

    @Test
    void shouldTakeABodyWithoutAContentTypeForJson() throws Exception {
        assertThat(status("POST /v1/accounts", "Content-Length: 2", "{}")).isEqualTo(422);
    }

    @Test
    void shouldRefuseALargeBodyOfUnknownLength() throws Exception {
        String chunk = "8000\r\n" + "a".repeat(0x8000) + "\r\n";
        assertThat(status("POST /v1/accounts", "Transfer-Encoding: chunked", chunk.repeat(9)))
                .isEqualTo(413);
    }

    @Test
    void shouldNotFaultOnUndecodablePathsAndQueries() throws Exception {
        String token = "Authorization: Bearer " + server.tokenOf(ANA);
        for (String target : List.of("/v1/inbox?limit=%zz", "/v1/users/%zz", "/%", "/v1/users/a|b", "/v1/me?q=%e")) {
            assertThat(RawHttp.answer(
                            server.port(),
                            "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + token
                                    + "\r\n\r\n"))
                    .as(target)
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("urn:verbatim:problem:malformed");
        }
        assertThat(status("GET /v1/users/%c3%28", token, "")).isEqualTo(404);
    }

    @Test
    void shouldTellNothingOfAFault() {
        server.sides().onQuery(FindConversation.class, ConversationView.class, query -> {
            throw new IllegalStateException("secret");
        });
        ConversationId id = ConversationId.direct(ANA.uid(), BOB.uid());
        problem(server.as(ANA).get().uri("/v1/conversations/" + id).exchange(), 500, "internal")
                .jsonPath("$.retryable")
                .isEqualTo(true)
                .jsonPath("$.detail")
                .doesNotExist();
    }

    @Test
    void shouldAnswerHeadWithoutABody() {
        server.anonymous()
                .head()
                .uri("/v1/server")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .isEmpty();
    }

    private static WebTestClient.ResponseSpec post(String body) {
        return server.anonymous()
                .post()
                .uri("/v1/accounts")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec exchange, int status, String name) {
        return exchange.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:" + name);
    }

    private static int status(String request, String headers, String body) throws Exception {
        return RawHttp.status(
                server.port(), request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n" + body);
    }
}
