package io.verbatim.gateway.http;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;

import io.verbatim.gateway.testing.GatewayServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The clock stands still, so what is spent comes back only when a test moves it.
class RateLimitedCallsTest {
    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start(
                "verbatim.ratelimits.sends-burst=2",
                "verbatim.ratelimits.calls-burst=3",
                "verbatim.ratelimits.calls-per-second=1",
                "verbatim.ratelimits.sign-ins-per-minute=3",
                "verbatim.ratelimits.failures=2");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldLimitSendsAndOtherCallsApart() {
        WebTestClient ana = server.as(ANA);
        String messages = "/v1/conversations/" + ANA_AND_BOB + "/messages";
        for (int i = 0; i < 2; i++) {
            ana.post()
                    .uri(messages)
                    .bodyValue(Map.of())
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422);
        }
        limited(ana.post().uri(messages).bodyValue(Map.of()).exchange(), "1");
        for (int i = 0; i < 3; i++) {
            ana.post().uri("/v1/stream-tickets").exchange().expectStatus().isCreated();
        }
        limited(ana.post().uri("/v1/stream-tickets").exchange(), "1");
        server.as(BOB)
                .post()
                .uri("/v1/stream-tickets")
                .exchange()
                .expectStatus()
                .isCreated();
        server.clock().advance(Duration.ofSeconds(1));
        ana.post().uri("/v1/stream-tickets").exchange().expectStatus().isCreated();
    }

    @Test
    void shouldLimitSignInsByAddressAndFailuresByUser() {
        server.clock().advance(Duration.ofMinutes(20));
        signIn("ana").expectStatus().isUnauthorized();
        signIn("ana").expectStatus().isUnauthorized();
        limited(signIn("ana"), "450");
        server.clock().advance(Duration.ofSeconds(3));
        limited(signIn("bob"), "17");
    }

    private static WebTestClient.ResponseSpec signIn(String userId) {
        return server.anonymous()
                .post()
                .uri("/v1/tokens")
                .bodyValue(Map.of("userId", userId, "password", "wrong"))
                .exchange();
    }

    private static void limited(WebTestClient.ResponseSpec exchange, String seconds) {
        exchange.expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", seconds)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:rate-limited")
                .jsonPath("$.retryable")
                .isEqualTo(true)
                .jsonPath("$.retryAfterSeconds")
                .isEqualTo(Integer.parseInt(seconds));
    }
}
