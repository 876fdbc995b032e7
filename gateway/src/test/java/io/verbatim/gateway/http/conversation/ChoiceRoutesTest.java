package io.verbatim.gateway.http.conversation;

import static io.verbatim.gateway.http.conversation.ConversationSamples.PATH;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.conversation.ChangeSettings;
import io.verbatim.api.conversation.ChangeSettings.Patch;
import io.verbatim.api.conversation.ChangeSettings.Patch.Until;
import io.verbatim.api.conversation.ClearConversation;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.gateway.testing.GatewayServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ChoiceRoutesTest {
    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void script() {
        server.sides().forget();
        server.sides()
                .onCommand(ChangeSettings.class, change -> new ConversationVersion(30))
                .onCommand(ClearConversation.class, clear -> new ConversationVersion(31));
    }

    @Test
    void shouldChangeWhatIsNamed() {
        set("{\"muted\":true,\"mutedUntil\":\"2026-11-26T09:00:00+01:00\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"version\":30}");
        set("{\"archived\":true}").expectStatus().isOk();
        set("{\"muted\":null,\"mutedUntil\":null}").expectStatus().isOk();
        assertThat(server.sides().received(ChangeSettings.class))
                .extracting(ChangeSettings::patch)
                .containsExactly(
                        new Patch(true, new Until(Instant.parse("2026-11-26T08:00:00Z")), null),
                        new Patch(null, null, true),
                        new Patch(false, new Until(null), null));
    }

    @ParameterizedTest
    @CsvSource({"'{\"mutedUntil\":\"tomorrow\"}', 422", "'{\"muted\":1}', 400", "'{\"mutedUntil\":1}', 400"})
    void shouldNotDispatchWhatIsInvalid(String body, int status) {
        set(body).expectStatus().isEqualTo(status);
        assertThat(server.sides().received(ChangeSettings.class)).isEmpty();
    }

    @Test
    void shouldClear() {
        clear("").expectStatus().isOk().expectBody().json("{\"version\":31}");
        clear("?through=7").expectStatus().isOk();
        clear("?through=x").expectStatus().isBadRequest();
        assertThat(server.sides().received(ClearConversation.class))
                .containsExactly(
                        new ClearConversation(ANA_AND_BOB, ANA.uid(), null),
                        new ClearConversation(ANA_AND_BOB, ANA.uid(), 7L));
    }

    private static ResponseSpec set(String body) {
        return server.as(ANA)
                .patch()
                .uri(PATH + "/settings")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static ResponseSpec clear(String query) {
        return server.as(ANA).delete().uri(PATH + query).exchange();
    }
}
