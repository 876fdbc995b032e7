package io.verbatim.gateway.stream;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.RecordReceipts;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.TestClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SendingTest {
    private static final ConversationId ANA_AND_CARLA = ConversationId.direct(ANA.uid(), CARLA.uid());

    private static StreamServer stream;

    private final List<String> recorded = new ArrayList<>();
    private final Map<String, Integer> attempts = new HashMap<>();

    @BeforeAll
    static void start() {
        stream = StreamServer.start(Histories.talked(), "verbatim.gateway.stream.retry-for=2s");
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    @BeforeEach
    void script() {
        stream.server().sides().forget();
        stream.acceptSends();
    }

    @Test
    void shouldAnswerEachSendUnderItsId() {
        try (SocketClient ana = stream.live(ANA)) {
            for (int i = 0; i < 100; i++) {
                send(ana, "'m" + i + "'", ANA_AND_BOB, "text " + i);
            }
            List<String> ids = IntStream.range(0, 100)
                    .mapToObj(i -> ana.next("ack").path("id").asString())
                    .toList();
            assertThat(ids)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(i -> "m" + i).toList());
        }
        assertThat(stream.server().sides().received(SendMessage.class))
                .extracting(SendingTest::text)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "text " + i).toList());
    }

    @Test
    void shouldSayEverythingThatIsDurable() {
        try (SocketClient ana = stream.live(ANA)) {
            stream.server()
                    .sides()
                    .onCommand(
                            SendMessage.class,
                            send -> new MessageAcceptance(MessageId.of(ANA_AND_BOB, 7), 7, 12, TestClock.START, false));
            send(ana, "1", ANA_AND_BOB, "x");
            assertThat(ana.next("ack").toString())
                    .isEqualTo(("{'type':'ack','id':1,'version':12,'messageId':'%s-7','seq':7,"
                                    + "'sentAt':'2026-11-24T12:00:00.000Z'}")
                            .formatted(ANA_AND_BOB)
                            .replace('\'', '"'));
        }
    }

    @Test
    void shouldNotAnswerWhatHasNoId() {
        try (SocketClient ana = stream.live(ANA)) {
            ana.say("{'type':'send','conversationId':'%s','clientMessageId':'%s','text':'x'}"
                    .formatted(ANA_AND_BOB, StreamServer.uuid()));
            ana.say("{'type':'send','conversationId':'%s'}".formatted(ANA_AND_BOB));
            ana.say("{'type':'read','conversationId':'nowhere','upTo':1}");
            ana.nothingMore();
        }
        assertThat(stream.server().sides().received(SendMessage.class)).hasSize(1);
    }

    @Test
    void shouldSayWhyASendFailed() {
        stream.server().sides().onCommand(SendMessage.class, send -> {
            throw ScriptedSides.refusal(RefusalCode.BLOCKED);
        });
        stream.server().sides().onCommand(RecogniseMessage.class, send -> {
            throw ScriptedSides.refusal(RefusalCode.NOT_FOUND);
        });
        String clientMessageId = StreamServer.uuid();
        try (SocketClient ana = stream.live(ANA)) {
            ana.say("{'type':'send','id':'a','conversationId':'%s','clientMessageId':'%s','text':'x'}"
                    .formatted(ANA_AND_BOB, clientMessageId));
            JsonNode failed = ana.next("failed");
            assertThat(failed.path("id").asString()).isEqualTo("a");
            assertThat(failed.path("clientMessageId").asString()).isEqualTo(clientMessageId);
            assertThat(failed.at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:blocked");
            assertThat(failed.at("/problem/retryable").asBoolean()).isFalse();

            ana.say(
                    "{'type':'send','id':'b','conversationId':'%s','clientMessageId':'%s','text':'x','mentions':['nobody']}"
                            .formatted(ANA_AND_BOB, clientMessageId));
            assertThat(ana.next("failed").at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:invalid");
            ana.say("{'type':'send','id':'c','conversationId':'elsewhere','clientMessageId':'%s','text':'x'}"
                    .formatted(clientMessageId));
            assertThat(ana.next("failed").at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:not-found");
        }
    }

    @Test
    void shouldGiveARepeatTheFirstAnswerWhateverItSays() {
        stream.server()
                .sides()
                .onCommand(
                        RecogniseMessage.class,
                        asked -> new MessageAcceptance(MessageId.of(ANA_AND_BOB, 7), 7, 12, TestClock.START, true));
        String clientMessageId = StreamServer.uuid();
        try (SocketClient ana = stream.live(ANA)) {
            ana.say("{'type':'send','id':1,'conversationId':'%s','clientMessageId':'%s','text':' '}"
                    .formatted(ANA_AND_BOB, clientMessageId));
            assertThat(ana.next("ack").path("seq").asInt()).isEqualTo(7);
            ana.say(
                    "{'type':'send','id':2,'conversationId':'%s','clientMessageId':'%s','text':'x','mentions':['nobody']}"
                            .formatted(ANA_AND_BOB, clientMessageId));
            assertThat(ana.next("ack").path("id").asInt()).isEqualTo(2);
        }
        assertThat(stream.server().sides().received(RecogniseMessage.class))
                .hasSize(2)
                .containsOnly(new RecogniseMessage(ANA_AND_BOB, ANA.uid(), clientMessageId));
    }

    @Test
    void shouldAnswerABrokenRepeatAfterWhatItRepeats() {
        stream.server().sides().onCommand(SendMessage.class, send -> {
            if (attempts.merge(text(send), 1, Integer::sum) <= 2) {
                throw ScriptedSides.refusal(RefusalCode.UNAVAILABLE);
            }
            return accept(send);
        });
        stream.server().sides().onCommand(RecogniseMessage.class, asked -> {
            if (recorded.isEmpty()) {
                throw ScriptedSides.refusal(RefusalCode.NOT_FOUND);
            }
            return new MessageAcceptance(MessageId.of(ANA_AND_BOB, 1), 1, 1, TestClock.START, true);
        });
        String clientMessageId = StreamServer.uuid();
        try (SocketClient ana = stream.live(ANA)) {
            for (String said :
                    List.of("{'id':1,'text':'x'", "{'id':2,'text':' '", "{'id':3,'text':'x','mentions':['nobody']")) {
                ana.say((said + ",'type':'send','conversationId':'%s','clientMessageId':'%s'}")
                        .formatted(ANA_AND_BOB, clientMessageId));
            }
            for (int id = 1; id <= 3; id++) {
                JsonNode ack = ana.next("ack");
                assertThat(ack.path("id").asInt()).isEqualTo(id);
                assertThat(ack.path("seq").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldKeepTheOrderWhenSomeAreRepeated() {
        // the second and the fourth are not taken in at first, with three more behind them
        stream.server().sides().onCommand(SendMessage.class, send -> {
            String text = text(send);
            int attempt = attempts.merge(text, 1, Integer::sum);
            if ((text.equals("2") && attempt <= 3) || (text.equals("4") && attempt <= 1)) {
                throw ScriptedSides.refusal(attempt == 2 ? RefusalCode.OUTCOME_UNKNOWN : RefusalCode.UNAVAILABLE);
            }
            return accept(send);
        });
        try (SocketClient ana = stream.live(ANA)) {
            for (int i = 1; i <= 6; i++) {
                send(ana, Integer.toString(i), ANA_AND_BOB, Integer.toString(i));
            }
            List<Integer> acknowledged = IntStream.rangeClosed(1, 6)
                    .mapToObj(i -> ana.next("ack").path("id").asInt())
                    .toList();
            assertThat(acknowledged).containsExactly(1, 2, 3, 4, 5, 6);
        }
        assertThat(recorded).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void shouldNotHoldUpOtherConversations() {
        stream.server().sides().onCommand(SendMessage.class, send -> {
            if (send.conversationId().equals(ANA_AND_BOB)) {
                throw ScriptedSides.refusal(RefusalCode.UNAVAILABLE);
            }
            return accept(send);
        });
        try (SocketClient ana = stream.live(ANA)) {
            send(ana, "1", ANA_AND_BOB, "stalled");
            send(ana, "2", ANA_AND_CARLA, "elsewhere");
            assertThat(ana.next("ack").path("id").asInt()).isEqualTo(2);
            JsonNode failed = ana.next("failed");
            assertThat(failed.path("id").asInt()).isEqualTo(1);
            assertThat(failed.at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:unavailable");
        }
    }

    @Test
    void shouldSayThatTheOutcomeIsUnknown() {
        stream.server().sides().onCommand(SendMessage.class, send -> {
            int attempt = attempts.merge(text(send), 1, Integer::sum);
            throw ScriptedSides.refusal(attempt == 1 ? RefusalCode.OUTCOME_UNKNOWN : RefusalCode.UNAVAILABLE);
        });
        try (SocketClient ana = stream.live(ANA)) {
            send(ana, "1", ANA_AND_BOB, "perhaps");
            assertThat(ana.next("failed").at("/problem/type").asString())
                    .isEqualTo("urn:verbatim:problem:outcome-unknown");
        }
    }

    @Test
    void shouldAnswerReceipts() {
        stream.server()
                .sides()
                .onCommand(
                        RecordReceipts.class,
                        command -> new ReceiptsAnswer(
                                9,
                                command.moves().stream()
                                        .map(move -> switch ((int) Math.max(move.delivered(), move.read())) {
                                            case 1 -> Outcome.RECORDED;
                                            case 2 -> Outcome.UNCHANGED;
                                            case 3 -> Outcome.PAST_THE_END;
                                            default -> Outcome.NOT_FOUND;
                                        })
                                        .toList()));
        try (SocketClient bob = stream.live(BOB)) {
            receipt(bob, "delivered", 1);
            assertThat(bob.next("ack").path("version").asInt()).isEqualTo(9);
            receipt(bob, "read", 2);
            assertThat(bob.next("ack").path("id").asInt()).isEqualTo(2);
            receipt(bob, "read", 3);
            JsonNode past = bob.next("failed");
            assertThat(past.at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:invalid");
            assertThat(past.at("/problem/errors/0/field").asString()).isEqualTo("upTo");
            receipt(bob, "delivered", 4);
            assertThat(bob.next("failed").at("/problem/type").asString()).isEqualTo("urn:verbatim:problem:not-found");
        }
        assertThat(stream.server().sides().received(RecordReceipts.class))
                .flatExtracting(RecordReceipts::moves)
                .containsExactly(
                        new RecordReceipts.Move(BOB.uid(), 1, 0),
                        new RecordReceipts.Move(BOB.uid(), 0, 2),
                        new RecordReceipts.Move(BOB.uid(), 0, 3),
                        new RecordReceipts.Move(BOB.uid(), 4, 0));
    }

    @Test
    void shouldAnswerAPing() {
        try (SocketClient ana = stream.live(ANA)) {
            ana.say("{'type':'ping'}");
            assertThat(ana.next().toString()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    private static void receipt(SocketClient client, String type, int upTo) {
        client.say("{'type':'%s','id':%d,'conversationId':'%s','upTo':%d}".formatted(type, upTo, ANA_AND_BOB, upTo));
    }

    private static void send(SocketClient client, String id, ConversationId conversation, String text) {
        client.say("{'type':'send','id':%s,'conversationId':'%s','clientMessageId':'%s','text':'%s'}"
                .formatted(id, conversation, StreamServer.uuid(), text));
    }

    private synchronized MessageAcceptance accept(SendMessage send) {
        recorded.add(text(send));
        long seq = recorded.size();
        return new MessageAcceptance(MessageId.of(send.conversationId(), seq), seq, seq, TestClock.START, false);
    }

    private static String text(SendMessage send) {
        return new String(send.content().text().bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
