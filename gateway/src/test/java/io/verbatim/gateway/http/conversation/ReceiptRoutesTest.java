package io.verbatim.gateway.http.conversation;

import static io.verbatim.gateway.http.conversation.ConversationSamples.PATH;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.conversation.FindReceipts;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.ReceiptsPage;
import io.verbatim.api.conversation.RecordReceipts;
import io.verbatim.api.conversation.RecordReceipts.Move;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.testkit.TestClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class ReceiptRoutesTest {
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
    void forget() {
        server.sides().forget();
    }

    @Test
    void shouldMoveWatermarks() {
        answer(Outcome.RECORDED);
        put(Map.of("delivered", 5, "read", 3))
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"version\": 12}");
        answer(Outcome.UNCHANGED);
        put(Map.of("read", 3)).expectStatus().isOk();
        assertThat(server.sides().received(RecordReceipts.class))
                .containsExactly(
                        new RecordReceipts(ANA_AND_BOB, List.of(new Move(ANA.uid(), 5, 3))),
                        new RecordReceipts(ANA_AND_BOB, List.of(new Move(ANA.uid(), 0, 3))));
    }

    @Test
    void shouldTellWhatDoesNotHold() {
        answer(Outcome.PAST_THE_END);
        put(Map.of("read", 99))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("read");
        put(Map.of("delivered", 99, "read", 1))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("delivered");
        answer(Outcome.NOT_FOUND);
        put(Map.of("read", 1)).expectStatus().isNotFound();
    }

    @Test
    void shouldNotDispatchWhatIsInvalid() {
        put(Map.of()).expectStatus().isEqualTo(422);
        put(Map.of("read", -1)).expectStatus().isEqualTo(422);
        put(Map.of("read", "3")).expectStatus().isBadRequest();
        put(Map.of("read", 1.5)).expectStatus().isBadRequest();
        assertThat(server.sides().received(RecordReceipts.class)).isEmpty();
    }

    @Test
    void shouldListWatermarks() {
        server.sides()
                .onQuery(
                        FindReceipts.class,
                        ReceiptsPage.class,
                        query -> new ReceiptsPage(
                                List.of(
                                        new ReceiptView(ANA.uid(), 5, TestClock.START, 3, TestClock.START),
                                        new ReceiptView(BOB.uid(), 0, null, 0, null)),
                                "more"));
        server.as(ANA)
                .get()
                .uri(PATH + "/receipts")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"members": [{"userId": "ana", "deliveredSeq": 5, "deliveredAt": "2026-11-24T12:00:00.000Z",
                                      "readSeq": 3, "readAt": "2026-11-24T12:00:00.000Z"},
                                     {"userId": "bob", "deliveredSeq": 0, "readSeq": 0}]}""")
                .jsonPath("$.next")
                .value(next ->
                        assertThat(server.place(ANA, PATH + "/receipts", next)).isEqualTo("more"));
    }

    private static void answer(Outcome outcome) {
        server.sides().onCommand(RecordReceipts.class, command -> new ReceiptsAnswer(12, List.of(outcome)));
    }

    private static WebTestClient.ResponseSpec put(Map<String, Object> body) {
        return server.as(ANA).put().uri(PATH + "/receipts").bodyValue(body).exchange();
    }
}
