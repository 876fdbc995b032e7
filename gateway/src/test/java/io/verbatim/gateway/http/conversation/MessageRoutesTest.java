package io.verbatim.gateway.http.conversation;

import static io.verbatim.gateway.http.conversation.ConversationSamples.PATH;
import static io.verbatim.gateway.http.conversation.ConversationSamples.message;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.FindMessageInfo;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.MessageInfo;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class MessageRoutesTest {
    private static final String ID = "0b1c2d3e-0000-4000-8000-000000000001";
    private static GatewayServer server;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false", "verbatim.gateway.retry.give-up-after=1s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void script() {
        server.sides().forget();
        ConversationSamples.profiles(server.sides());
    }

    @Test
    void shouldSendOnceAndRepeatTheAnswer() {
        accept(false);
        send(Map.of("clientMessageId", ID, "text", "Hello"))
                .expectStatus()
                .isCreated()
                .expectBody()
                .json("{\"messageId\": \"" + ANA_AND_BOB
                        + "-7\", \"seq\": 7, \"sentAt\": \"2026-11-24T12:00:00.000Z\", \"version\": 12}");
        accept(true);
        send(Map.of("clientMessageId", ID, "text", "Hello"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.seq")
                .isEqualTo(7);
    }

    @Test
    void shouldRepeatItselfWhatIsRefusedForNow() {
        int[] attempts = new int[1];
        server.sides().onCommand(SendMessage.class, command -> {
            if (++attempts[0] < 3) {
                throw ScriptedSides.refusal(RefusalCode.UNAVAILABLE);
            }
            return accepted(false);
        });
        send(Map.of("clientMessageId", ID, "text", "Hello")).expectStatus().isCreated();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 404, not-found",
        "NOT_A_MEMBER, 403, not-a-member",
        "BLOCKED, 403, blocked",
        "OUTCOME_UNKNOWN, 503, outcome-unknown"
    })
    void shouldTellWhyItWasRefused(RefusalCode code, int status, String name) {
        server.sides().onCommand(SendMessage.class, command -> {
            throw ScriptedSides.refusal(code);
        });
        send(Map.of("clientMessageId", ID, "text", "Hello"))
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:" + name);
    }

    @Test
    void shouldNameTheFieldThatWasRefused() {
        server.sides().onCommand(SendMessage.class, command -> {
            throw ScriptedSides.refusal(Refusal.invalid("replyTo", "replyTo: 9 (expected: 1 to 3)"));
        });
        send(Map.of("clientMessageId", ID, "text", "Hello", "replyTo", 9))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("replyTo");
    }

    @Test
    void shouldNotDispatchWhatIsInvalid() {
        accept(false);
        send(Map.of("text", "Hello")).expectStatus().isEqualTo(422);
        send(Map.of("clientMessageId", ID, "text", 7)).expectStatus().isBadRequest();
        server.as(ANA)
                .post()
                .uri("/v1/conversations/nonsense/messages")
                .bodyValue(Map.of("clientMessageId", ID, "text", "Hello"))
                .exchange()
                .expectStatus()
                .isNotFound();
        assertThat(server.sides().received(SendMessage.class)).isEmpty();
    }

    @Test
    void shouldGiveARepeatTheFirstAnswerWhateverItSays() {
        server.sides().onCommand(RecogniseMessage.class, command -> accepted(true));
        for (Map<String, Object> repeat : List.<Map<String, Object>>of(
                Map.of("clientMessageId", ID, "text", " "),
                Map.of("clientMessageId", ID),
                Map.of("clientMessageId", ID, "text", "Hello", "mentions", List.of("zoe")))) {
            send(repeat).expectStatus().isOk().expectBody().jsonPath("$.seq").isEqualTo(7);
        }
        assertThat(server.sides().received(RecogniseMessage.class))
                .hasSize(3)
                .containsOnly(new RecogniseMessage(ANA_AND_BOB, ANA.uid(), ID));
    }

    @Test
    void shouldSayWhatIsInvalidOfWhatIsNoRepeat() {
        server.sides().onCommand(RecogniseMessage.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.NOT_FOUND);
        });
        for (Map<String, Object> fresh : List.<Map<String, Object>>of(
                Map.of("clientMessageId", ID, "text", " "),
                Map.of("clientMessageId", ID, "text", "Hello", "mentions", List.of("zoe")))) {
            send(fresh).expectStatus().isEqualTo(422);
        }
        server.sides().onCommand(RecogniseMessage.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.UNAVAILABLE);
        });
        send(Map.of("clientMessageId", ID, "text", " ")).expectStatus().isEqualTo(503);
    }

    @Test
    void shouldShowAPage() {
        page(List.of(message(3, BOB, "Hello Ana", null), message(4, ANA, "Hello Bob", 3L)), MessageStatus.READ);
        server.as(ANA)
                .get()
                .uri(PATH + "/messages")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"messages": [
                           {"messageId": "%1$s-3", "conversationId": "%1$s", "seq": 3, "version": 13, "sender": "bob",
                            "clientMessageId": "id-3", "sentAt": "2026-11-24T12:00:00.000Z", "text": "Hello Ana"},
                           {"messageId": "%1$s-4", "conversationId": "%1$s", "seq": 4, "version": 14, "sender": "ana",
                            "clientMessageId": "id-4", "sentAt": "2026-11-24T12:00:00.000Z", "text": "Hello Bob",
                            "replyTo": 3, "reply": {"sender": "bob", "text": "Hello Ana"}, "status": "read"}],
                         "notices": [],
                         "users": {"ana": {"displayName": "Somebody"}, "bob": {"displayName": "Somebody"}},
                         "hasMore": true}""".formatted(ANA_AND_BOB));
    }

    @Test
    void shouldLookUpWhatIsRepliedToOutsideThePage() {
        server.sides().onQuery(FindTimeline.class, TimelinePage.class, query -> switch (query.range()) {
            case Range.After after when after.seq() == 1 -> pageOf(List.of(message(2, BOB, "Long ago", null)));
            case Range.After after -> pageOf(List.of());
            default -> pageOf(List.of(message(8, ANA, "Yes", 2L), message(9, ANA, "No", 1L)));
        });
        server.as(ANA)
                .get()
                .uri(PATH + "/messages")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.messages[0].reply.text")
                .isEqualTo("Long ago")
                .jsonPath("$.messages[1].replyTo")
                .isEqualTo(1)
                .jsonPath("$.messages[1].reply")
                .doesNotExist()
                .jsonPath("$.users.bob")
                .exists();
    }

    @Test
    void shouldAskForThePartThatIsWanted() {
        page(List.of(), null);
        for (String query : List.of("", "?before=5", "?after=0", "?around=7&limit=200")) {
            server.as(ANA)
                    .get()
                    .uri(PATH + "/messages" + query)
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        assertThat(server.sides().received(FindTimeline.class))
                .extracting(FindTimeline::range)
                .containsExactly(new Range.Newest(), new Range.Before(5), new Range.After(0), new Range.Around(7));
        assertThat(server.sides().received(FindTimeline.class))
                .extracting(FindTimeline::limit)
                .containsExactly(50, 50, 50, 200);
    }

    @Test
    void shouldRefuseTwoPartsAtOnceAndTooMuch() {
        for (String query : List.of("?before=5&after=1", "?limit=201", "?limit=0")) {
            server.as(ANA)
                    .get()
                    .uri(PATH + "/messages" + query)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422);
        }
        server.as(ANA)
                .get()
                .uri(PATH + "/messages?before=x")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void shouldSayWhomAMessageHasReached() {
        server.sides()
                .onQuery(
                        FindMessageInfo.class,
                        MessageInfo.class,
                        query -> new MessageInfo(
                                TestClock.START,
                                List.of(new MessageInfo.Reached(BOB.uid(), TestClock.START)),
                                List.of(),
                                null));
        server.as(ANA)
                .get()
                .uri(PATH + "/messages/3/info")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"sentAt": "2026-11-24T12:00:00.000Z",
                         "delivered": [{"userId": "bob", "at": "2026-11-24T12:00:00.000Z"}],
                         "read": [], "failures": []}""");
        assertThat(server.sides().received(FindMessageInfo.class))
                .singleElement()
                .extracting(FindMessageInfo::seq)
                .isEqualTo(3L);
    }

    @Test
    void shouldNotKnowAMessageThatCannotBe() {
        for (String seq : List.of("0", "-1", "x", "99999999999999999999")) {
            server.as(ANA)
                    .get()
                    .uri(PATH + "/messages/" + seq + "/info")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    private static void accept(boolean repeated) {
        server.sides().onCommand(SendMessage.class, command -> accepted(repeated));
    }

    private static MessageAcceptance accepted(boolean repeated) {
        return new MessageAcceptance(MessageId.of(ANA_AND_BOB, 7), 7, 12, TestClock.START, repeated);
    }

    private static void page(List<MessageView> messages, MessageStatus last) {
        MessageStatus[] statuses = new MessageStatus[messages.size()];
        if (statuses.length > 0) {
            statuses[statuses.length - 1] = last;
        }
        server.sides()
                .onQuery(
                        FindTimeline.class,
                        TimelinePage.class,
                        query -> new TimelinePage(messages, true, Arrays.asList(statuses)));
    }

    private static TimelinePage pageOf(List<MessageView> messages) {
        return new TimelinePage(messages, false, Collections.nCopies(messages.size(), null));
    }

    private static WebTestClient.ResponseSpec send(Map<String, Object> body) {
        return server.as(ANA).post().uri(PATH + "/messages").bodyValue(body).exchange();
    }
}
