package io.verbatim.command.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Command;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.StampedAnswer;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.log.Appends;
import io.verbatim.command.log.LogUnavailableException;
import io.verbatim.command.log.PendingAppend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LaneCommandBusTest {

    private static final Instant STORED = Instant.parse("2026-11-24T10:00:00Z");

    private final Lanes lanes = new Lanes(2, 100);
    private final HeldAppends appends = new HeldAppends();
    private final LaneCommandBus bus = new LaneCommandBus(lanes, appends);

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void shouldAnswerNothingBeforeTheSync() throws Exception {
        bus.subscribe(Say.class.getName(), command -> "done");
        CompletableFuture<CommandResultMessage<?>> answer = dispatch(new Say("a"));
        lanes.onEach(() -> {}).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(answer).isNotDone();
        appends.sync();
        assertThat(answer.get(10, TimeUnit.SECONDS).getPayload()).isEqualTo("done");
    }

    @Test
    void shouldHoldARefusalBackToo() throws Exception {
        bus.subscribe(Say.class.getName(), command -> {
            throw new RefusedCommand(RefusalCode.NOT_FOUND, "not there");
        });
        CompletableFuture<CommandResultMessage<?>> answer = dispatch(new Say("a"));
        lanes.onEach(() -> {}).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(answer).isNotDone();
        appends.sync();
        assertThat(refusal(answer)).isEqualTo(Refusal.of(RefusalCode.NOT_FOUND, "not there"));
    }

    @Test
    void shouldStampTheStoredTimeIntoTheAnswer() throws Exception {
        bus.subscribe(Say.class.getName(), command -> new Said(null));
        CompletableFuture<CommandResultMessage<?>> answer = dispatch(new Say("a"));
        appends.syncWhenDecided(lanes);
        assertThat(answer.get(10, TimeUnit.SECONDS).getPayload()).isEqualTo(new Said(STORED));
    }

    @Test
    void shouldCallNothingFailedThatMayBeInTheLog() throws Exception {
        bus.subscribe(Say.class.getName(), command -> "done");
        CompletableFuture<CommandResultMessage<?>> answer = dispatch(new Say("a"));
        lanes.onEach(() -> {}).toCompletableFuture().get(10, TimeUnit.SECONDS);
        appends.fail();
        assertThat(refusal(answer).code()).isEqualTo(RefusalCode.OUTCOME_UNKNOWN);
    }

    @Test
    void shouldRefuseWhileTheLogIsUnavailable() throws Exception {
        bus.subscribe(Say.class.getName(), command -> {
            throw new LogUnavailableException("reopening");
        });
        CompletableFuture<CommandResultMessage<?>> answer = dispatch(new Say("a"));
        appends.syncWhenDecided(lanes);
        assertThat(refusal(answer).code()).isEqualTo(RefusalCode.UNAVAILABLE);
    }

    @Test
    void shouldTakeNothingOfAnAggregateThatWasDispatchedBeforeARefusalForNowWasKnown() throws Exception {
        CompletableFuture<Void> allDispatched = new CompletableFuture<>();
        List<String> decided = new ArrayList<>(); // only ever touched by one lane
        bus.subscribe(Say.class.getName(), command -> {
            decided.add(((Say) command.getPayload()).text());
            if (decided.size() == 1) {
                allDispatched.get(10, TimeUnit.SECONDS);
                throw new LogUnavailableException("full for now");
            }
            return "done";
        });
        List<CompletableFuture<CommandResultMessage<?>>> answers =
                List.of(dispatch(new Say("first")), dispatch(new Say("second")), dispatch(new Say("third")));
        allDispatched.complete(null);
        for (CompletableFuture<CommandResultMessage<?>> answer : answers) {
            assertThat(refusal(answer).code()).isEqualTo(RefusalCode.UNAVAILABLE);
        }
        lanes.onEach(() -> {}).toCompletableFuture().get(10, TimeUnit.SECONDS);

        CompletableFuture<CommandResultMessage<?>> again = dispatch(new Say("first again"));
        appends.syncWhenDecided(lanes);
        assertThat(again.get(10, TimeUnit.SECONDS).getPayload()).isEqualTo("done");
        assertThat(decided).containsExactly("first", "first again");
    }

    @Test
    void shouldCommitARefusalAndRollBackAFault() throws Exception {
        List<String> ends = new ArrayList<>(); // only ever touched by one lane
        bus.subscribe(Say.class.getName(), command -> {
            CurrentUnitOfWork.get().afterCommit(uow -> ends.add("committed"));
            CurrentUnitOfWork.get().onRollback(uow -> ends.add("rolled back"));
            if (((Say) command.getPayload()).text().equals("refuse")) {
                throw new RefusedCommand(RefusalCode.NOT_FOUND, "not there");
            }
            throw new IllegalStateException("a planted fault");
        });
        dispatch(new Say("refuse"));
        CompletableFuture<CommandResultMessage<?>> fault = dispatch(new Say("fault"));
        appends.syncWhenDecided(lanes);
        assertThat(fault.get(10, TimeUnit.SECONDS).exceptionResult()).isInstanceOf(IllegalStateException.class);
        assertThat(ends).containsExactly("committed", "rolled back");
    }

    @Test
    void shouldRefuseWhenTheLaneIsFull() throws Exception {
        CompletableFuture<Void> release = new CompletableFuture<>();
        bus.subscribe(Say.class.getName(), command -> release.get(10, TimeUnit.SECONDS));
        List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();
        for (int n = 0; n < 102; n++) {
            answers.add(dispatch(new Say("a")));
        }
        assertThat(refusal(answers.getLast()).code()).isEqualTo(RefusalCode.UNAVAILABLE);
        release.complete(null);
    }

    private CompletableFuture<CommandResultMessage<?>> dispatch(Command command) {
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        bus.dispatch(new GenericCommandMessage<>(command), (message, result) -> answer.complete(result));
        return answer;
    }

    private static Refusal refusal(CompletableFuture<CommandResultMessage<?>> answer) throws Exception {
        return (Refusal) ((RefusedCommand) answer.get(10, TimeUnit.SECONDS).exceptionResult())
                .getDetails()
                .orElseThrow();
    }

    private record Say(String text) implements Command {

        @Override
        public String aggregateId() {
            return "conversation:one";
        }
    }

    private record Said(@Nullable Instant at) implements StampedAnswer<Said> {

        @Override
        public boolean awaitsTime() {
            return at == null;
        }

        @Override
        public Said stampedAt(Instant storedAt) {
            return new Said(storedAt);
        }
    }

    /// Holds every append until it is told how the sync ended.
    private static final class HeldAppends implements Appends {

        private final List<PendingAppend.Waiter> waiters = new ArrayList<>();

        @Override
        public PendingAppend of(UnitOfWork<?> unitOfWork) {
            return waiter -> {
                synchronized (waiters) {
                    waiters.add(waiter);
                }
            };
        }

        void sync() {
            synchronized (waiters) {
                waiters.forEach(waiter -> waiter.synced(STORED));
                waiters.clear();
            }
        }

        void syncWhenDecided(Lanes lanes) throws Exception {
            lanes.onEach(() -> {}).toCompletableFuture().get(10, TimeUnit.SECONDS);
            sync();
        }

        void fail() {
            synchronized (waiters) {
                waiters.forEach(waiter -> waiter.unknown(new IllegalStateException("a planted fault")));
            }
        }
    }
}
