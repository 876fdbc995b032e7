package io.verbatim.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.testing.GatewayServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrossOriginTest {
    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldAllowAnyOriginToAsk() {
        server.anonymous()
                .options()
                .uri("/v1/conversations/x/receipts")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization, content-type, verbatim-at-least")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .value(
                        "Access-Control-Allow-Methods",
                        methods -> assertThat(methods).contains("PUT"))
                .expectHeader()
                .value(
                        "Access-Control-Allow-Headers",
                        headers -> assertThat(headers)
                                .containsIgnoringCase("authorization")
                                .containsIgnoringCase("verbatim-at-least"))
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Credentials");
    }

    @Test
    void shouldExposeHeadersOfProblemsToo() {
        server.anonymous()
                .get()
                .uri("/v1/me")
                .header("Origin", "https://app.example")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .value(
                        "Access-Control-Expose-Headers",
                        exposed -> assertThat(exposed.split(", "))
                                .contains("Retry-After", "ETag", "Location", "Deprecation", "Sunset", "Upload-Offset"));
    }

    @Test
    void shouldConfineOriginsWhenTheyAreSet() {
        try (GatewayServer confined = GatewayServer.start("verbatim.gateway.http.cors-origins=https://app.example")) {
            confined.anonymous()
                    .get()
                    .uri("/v1/server")
                    .header("Origin", "https://app.example")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("Access-Control-Allow-Origin", "https://app.example");
            confined.anonymous()
                    .get()
                    .uri("/v1/server")
                    .header("Origin", "https://other.example")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }
}
