package io.verbatim.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.OpenDirectConversation;
import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.RecordReceipts;
import io.verbatim.api.conversation.RecordReceipts.Move;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.api.vault.Sealed;
import io.verbatim.command.log.SyncGate;
import io.verbatim.command.repository.LiveAggregates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the bus, the aggregates and the log promise together.
@Timeout(60)
class PipelinedCommitTest {

    private static final Uid ANA = Uid.of("aaaaaaaaaaaaaaaa");
    private static final Uid BOB = Uid.of("bbbbbbbbbbbbbbbb");
    private static final Uid EVE = Uid.of("eeeeeeeeeeeeeeee");
    private static final ConversationId CHAT = ConversationId.direct(ANA, BOB);

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerNothingOfWhatRestsOnAHeldSync() throws Exception {
        PlantedGate gate = new PlantedGate();
        try (var side = new EmbeddedCommandSide(folder, gate, 1 << 24, 1 << 16)) {
            side.send(new OpenDirectConversation(ANA, BOB), ConversationOpening.class);
            gate.hold();
            SendMessage message = send(ANA);
            List<CompletableFuture<CommandResultMessage<?>>> answers = List.of(
                    side.dispatch(message),
                    side.dispatch(message), // a repeat
                    side.dispatch(receipts(0)), // a no-op
                    side.dispatch(send(EVE)), // a refusal
                    side.dispatch(send(ANA)));
            side.awaitLanes();
            assertThat(answers).noneMatch(CompletableFuture::isDone);

            gate.open();
            MessageAcceptance first = accepted(answers.get(0));
            assertThat(first.seq()).isEqualTo(1);
            assertThat(accepted(answers.get(1)))
                    .isEqualTo(new MessageAcceptance(first.messageId(), 1, 2, first.sentAt(), true));
            assertThat(((ReceiptsAnswer)
                                    answers.get(2).get(20, TimeUnit.SECONDS).getPayload())
                            .outcomes())
                    .containsExactly(Outcome.UNCHANGED);
            assertThat(EmbeddedCommandSide.refusal(answers.get(3)).code()).isEqualTo(RefusalCode.NOT_FOUND);
            assertThat(accepted(answers.get(4)).seq()).isEqualTo(2);
        }
    }

    @Test
    void shouldTellByItsClientMessageIdWhetherAnUnknownOutcomeWasRecorded() throws Exception {
        PlantedGate gate = new PlantedGate();
        try (var side = new EmbeddedCommandSide(folder, gate, 1 << 24, 1 << 16)) {
            side.send(new OpenDirectConversation(ANA, BOB), ConversationOpening.class);
            side.send(send(ANA), MessageAcceptance.class);

            gate.failAfterTheNextWrite();
            SendMessage written = send(ANA);
            assertThat(EmbeddedCommandSide.refusal(side.dispatch(written)).code())
                    .isEqualTo(RefusalCode.OUTCOME_UNKNOWN);
            MessageAcceptance found = retry(side, written);
            assertThat(found.repeated()).isTrue();
            assertThat(found.seq()).isEqualTo(2);

            gate.failBeforeTheNextWrite();
            SendMessage lost = send(ANA);
            assertThat(EmbeddedCommandSide.refusal(side.dispatch(lost)).code()).isEqualTo(RefusalCode.OUTCOME_UNKNOWN);
            MessageAcceptance recorded = retry(side, lost);
            assertThat(recorded.repeated()).isFalse();
            assertThat(recorded.seq()).isEqualTo(3);
        }
    }

    @Test
    void shouldReadNothingOfTheStoreForRefusals() throws Exception {
        try (var side = new EmbeddedCommandSide(folder)) {
            side.send(new OpenDirectConversation(ANA, BOB), ConversationOpening.class);
            side.send(send(ANA), MessageAcceptance.class);
            double loads = side.meters.counter(LiveAggregates.LOADS).count();
            for (int n = 0; n < 1_000; n++) {
                Refusal refusal = EmbeddedCommandSide.refusal(side.dispatch(send(EVE)));
                assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_FOUND);
            }
            assertThat(side.meters.counter(LiveAggregates.LOADS).count()).isEqualTo(loads);
        }
    }

    @Test
    void shouldSeeWhatIsQueuedWhenTheAggregateWasEvicted() throws Exception {
        PlantedGate gate = new PlantedGate();
        try (var side = new EmbeddedCommandSide(folder, gate, 1, 1 << 16)) { // keeps no aggregate at all
            side.send(new OpenDirectConversation(ANA, BOB), ConversationOpening.class);
            gate.hold();
            List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                answers.add(side.dispatch(send(ANA)));
            }
            side.awaitLanes();
            gate.open();
            for (int n = 0; n < 20; n++) {
                assertThat(accepted(answers.get(n)).seq()).isEqualTo(n + 1);
            }
        }
    }

    @Test
    void shouldContinueFromASnapshotAfterARestart() throws Exception {
        try (var side = new EmbeddedCommandSide(folder, SyncGate.OPEN, 1 << 24, 2_000)) {
            side.send(new OpenDirectConversation(ANA, BOB), ConversationOpening.class);
            for (int n = 0; n < 50; n++) {
                side.send(send(ANA), MessageAcceptance.class);
            }
            side.send(receipts(40), ReceiptsAnswer.class);
        }
        try (var side = new EmbeddedCommandSide(folder, SyncGate.OPEN, 1 << 24, 2_000)) {
            assertThat(side.send(send(BOB), MessageAcceptance.class).seq()).isEqualTo(51);
            assertThat(side.send(receipts(40), ReceiptsAnswer.class).outcomes()).containsExactly(Outcome.UNCHANGED);
            assertThat(side.send(receipts(51), ReceiptsAnswer.class).outcomes()).containsExactly(Outcome.RECORDED);
            assertThat(side.log.readEvents(CHAT.aggregateId()).peek().getType()).isEqualTo("conversation");
            assertThat(side.log.readEvents(CHAT.aggregateId()).peek().getSequenceNumber())
                    .as("loaded from a snapshot")
                    .isPositive();
        }
    }

    private static MessageAcceptance retry(EmbeddedCommandSide side, SendMessage message) throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            CommandResultMessage<?> result = side.dispatch(message).get(20, TimeUnit.SECONDS);
            if (!result.isExceptional()) {
                return (MessageAcceptance) result.getPayload();
            }
            assertThat(EmbeddedCommandSide.refusal(CompletableFuture.completedFuture(result))
                            .code()
                            .retryable())
                    .isTrue();
            Thread.sleep(20); // the log is being reopened
        }
        throw new AssertionError("not taken after 200 attempts");
    }

    private static MessageAcceptance accepted(CompletableFuture<CommandResultMessage<?>> answer) throws Exception {
        return (MessageAcceptance) answer.get(20, TimeUnit.SECONDS).getPayload();
    }

    private static SendMessage send(Uid sender) {
        Sealed text = new Sealed("key", new byte[12], "hello".getBytes(StandardCharsets.UTF_8));
        return new SendMessage(CHAT, sender, UUID.randomUUID().toString(), MessageContent.text(text));
    }

    private static RecordReceipts receipts(long seq) {
        return new RecordReceipts(CHAT, List.of(new Move(ANA, seq, 0)));
    }

    /// Holds syncs, or lets one fail, before or after it has happened.
    private static final class PlantedGate implements SyncGate {

        private volatile CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
        private volatile boolean failBefore;
        private volatile boolean failAfter;

        void hold() {
            held = new CompletableFuture<>();
        }

        void open() {
            held.complete(null);
        }

        void failBeforeTheNextWrite() {
            failBefore = true;
        }

        void failAfterTheNextWrite() {
            failAfter = true;
        }

        @Override
        public void pass(SyncedWrite write) throws Exception {
            held.get(20, TimeUnit.SECONDS);
            if (failBefore) {
                failBefore = false;
                throw new IOException("a planted fault before the write");
            }
            write.run();
            if (failAfter) {
                failAfter = false;
                throw new IOException("a planted fault after the write");
            }
        }
    }
}
