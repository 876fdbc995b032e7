package io.verbatim.gateway.receipts;

import io.verbatim.api.EventMetadata;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.RecordReceipts;
import io.verbatim.api.conversation.RecordReceipts.Move;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.freshness.LastTold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Sends watermarks to the command side: one command per conversation at a time. What comes while it is unanswered
/// waits, the highest per member, and goes out together afterwards, so that the cost does not grow with the number of
/// receipts. In larger groups some time passes between two, as [ReceiptsPace] says.
public final class ReceiptsCoalescer {
    private final RetriedCommands commands;
    private final LastTold lastTold;
    private final Supplier<String> gateway;
    private final ReceiptsPace pace;

    /// The conversations with an unanswered command, and what waits for its answer. A batch is changed only inside
    /// `compute` on its conversation.
    private final Map<ConversationId, Batch> waiting = new ConcurrentHashMap<>();

    /// @param gateway its present epoch, in whose name the receipts of many are recorded
    public ReceiptsCoalescer(RetriedCommands commands, LastTold lastTold, Supplier<String> gateway, ReceiptsPace pace) {
        this.commands = commands;
        this.lastTold = lastTold;
        this.gateway = gateway;
        this.pace = pace;
    }

    /// Moves the caller's watermarks forward, and repeats that for a while if it could not be taken in for now.
    ///
    /// @param delivered everything up to this `seq` has arrived; 0 says nothing
    /// @param read everything up to this `seq` was read; 0 says nothing
    /// @return durable when it completes; fails as [RetriedCommands#send] does
    public CompletionStage<Recorded> record(Principal caller, ConversationId conversation, long delivered, long read) {
        Receipt receipt = new Receipt(caller, new Move(caller.uid(), delivered, read));
        enqueue(conversation, List.of(receipt));
        return receipt.outcome;
    }

    /// How many conversations have an unanswered command.
    public int conversationsInFlight() {
        return waiting.size();
    }

    private void enqueue(ConversationId conversation, List<Receipt> receipts) {
        Batch[] due = new Batch[1];
        waiting.compute(conversation, (same, unanswered) -> {
            if (unanswered == null) {
                due[0] = new Batch(receipts);
                return new Batch(List.of());
            }
            receipts.forEach(unanswered::add);
            return unanswered;
        });
        if (due[0] != null) {
            send(conversation, due[0]);
        }
    }

    private void send(ConversationId conversation, Batch batch) {
        RecordReceipts command = new RecordReceipts(conversation, batch.moves());
        EventMetadata metadata = batch.metadata(gateway.get());
        commands.send(command, metadata, ReceiptsAnswer.class).whenComplete((answer, failure) -> {
            List<Receipt> again = failure == null ? answered(conversation, batch, answer) : batch.fail(failure);
            Duration pause = failure == null ? pace.between(answer.memberCount()) : Duration.ZERO;
            if (pause.isZero()) {
                next(conversation, again);
            } else {
                CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> next(conversation, again));
            }
        });
    }

    private void next(ConversationId conversation, List<Receipt> again) {
        Batch[] due = new Batch[1];
        waiting.computeIfPresent(conversation, (same, collected) -> {
            if (!again.isEmpty()) {
                // one by one, before anything else of that member
                due[0] = new Batch(List.of(again.getFirst()));
                again.subList(1, again.size()).forEach(collected::add);
                return collected;
            }
            if (collected.isEmpty()) {
                return null;
            }
            due[0] = collected;
            return new Batch(List.of());
        });
        if (due[0] != null) {
            send(conversation, due[0]);
        }
    }

    private List<Receipt> answered(ConversationId conversation, Batch batch, ReceiptsAnswer answer) {
        if (answer.outcomes().size() != batch.byMember.size()) {
            return batch.fail(new IllegalStateException("outcomes: "
                    + answer.outcomes().size() + " (expected: " + batch.byMember.size() + ", one for each move)"));
        }
        List<Receipt> again = new ArrayList<>();
        int i = 0;
        for (List<Receipt> ofMember : batch.byMember.values()) {
            Outcome outcome = answer.outcomes().get(i++);
            if (outcome == Outcome.PAST_THE_END && ofMember.size() > 1) {
                again.addAll(ofMember);
                continue;
            }
            for (Receipt receipt : ofMember) {
                receipt.complete(conversation, new Recorded(answer.version(), outcome), lastTold);
            }
        }
        return again;
    }

    /// One call for the caller's watermarks, and its answer to come.
    private static final class Receipt {
        private final Principal caller;
        private final Move move;
        private final CompletableFuture<Recorded> outcome = new CompletableFuture<>();

        Receipt(Principal caller, Move move) {
            this.caller = caller;
            this.move = move;
        }

        void complete(ConversationId conversation, Recorded recorded, LastTold lastTold) {
            if (recorded.outcome() == Outcome.RECORDED || recorded.outcome() == Outcome.UNCHANGED) {
                lastTold.told(caller.uid(), conversation, recorded.version());
            }
            outcome.complete(recorded);
        }
    }

    /// What goes into one command.
    private static final class Batch {
        private final Map<Uid, List<Receipt>> byMember = new LinkedHashMap<>();

        Batch(List<Receipt> receipts) {
            receipts.forEach(this::add);
        }

        void add(Receipt receipt) {
            byMember.computeIfAbsent(receipt.caller.uid(), first -> new ArrayList<>(1))
                    .add(receipt);
        }

        boolean isEmpty() {
            return byMember.isEmpty();
        }

        List<Move> moves() {
            return byMember.values().stream()
                    .map(ofMember -> ofMember.stream()
                            .map(receipt -> receipt.move)
                            .reduce(Move::and)
                            .orElseThrow())
                    .toList();
        }

        EventMetadata metadata(String gateway) {
            List<Receipt> only = byMember.values().iterator().next();
            return byMember.size() == 1 && only.size() == 1
                    ? only.getFirst().caller.metadata()
                    : byMember.size() == 1
                            ? EventMetadata.of(only.getFirst().caller.uid(), null)
                            : new EventMetadata(gateway, null, null, null, null);
        }

        List<Receipt> fail(Throwable failure) {
            byMember.values()
                    .forEach(ofMember -> ofMember.forEach(receipt -> receipt.outcome.completeExceptionally(failure)));
            return List.of();
        }
    }
}
