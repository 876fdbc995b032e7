package io.verbatim.gateway.http;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;

import io.verbatim.gateway.testing.GatewayServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists take nothing for a place but a `next` that they have given to the same reader.
class ListMarksTest {
    private static final String CHAT = "/v1/conversations/" + ANA_AND_BOB;

    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/inbox, '', before",
        "/v1/search, q=x&, before",
        "/v1/users, q=x&, after",
        "/v1/me/blocks, '', after",
        "CHAT/members, '', after",
        "CHAT/receipts, '', after",
        "CHAT/messages/1/reactions, '', after",
        "CHAT/messages/1/info, '', after"
    })
    void shouldTakeNothingButTheirOwnNext(String list, String query, String parameter) {
        String path = list.replace("CHAT", CHAT);
        invalid(path, query, parameter, "4711");
        invalid(path, query, parameter, server.mark(BOB, path, "4711"));
        invalid(path, query, parameter, server.mark(ANA, path + "/other", "4711"));
    }

    private static void invalid(String path, String query, String parameter, String mark) {
        server.as(ANA)
                .get()
                .uri(path + "?" + query + parameter + "=" + mark)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(parameter);
    }
}
