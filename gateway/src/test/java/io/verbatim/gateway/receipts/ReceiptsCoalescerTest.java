package io.verbatim.gateway.receipts;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.RecordReceipts;
import io.verbatim.api.conversation.RecordReceipts.Move;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.bus.Retry;
import io.verbatim.gateway.bus.RetryProperties;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.freshness.LastTold;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.People.Person;
import io.verbatim.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.junit.jupiter.api.Test;

class ReceiptsCoalescerTest {
    private final AtomicReference<String> epoch = new AtomicReference<>("gateway-1");
    private final HeldBus bus = new HeldBus();
    private final LastTold lastTold = new LastTold(new Cursors(new byte[32], new LogEpoch(1, false)));
    private final ReceiptsCoalescer receipts = new ReceiptsCoalescer(
            new RetriedCommands(
                    new Commands(bus),
                    new Retry(new RetryProperties(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)))),
            lastTold,
            epoch::get,
            new ReceiptsPace(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));

    @Test
    void shouldRecordWhatIsOfManyInTheNameOfItsPresentEpoch() {
        record(ANA, 3, 2);
        record(ANA, 4, 4);
        record(BOB, 4, 4);
        epoch.set("gateway-2");
        bus.answer(7, Outcome.RECORDED);
        assertThat(bus.metadata().actor()).isEqualTo("gateway-2");
    }

    @Test
    void shouldSendTheFirstAtOnce() {
        CompletionStage<Recorded> outcome = record(ANA, 3, 2);
        assertThat(bus.moves()).containsExactly(new Move(ANA.uid(), 3, 2));
        assertThat(bus.metadata()).isEqualTo(EventMetadata.of(ANA.uid(), DeviceId.of("phone")));
        assertThat(outcome).isNotDone();
        bus.answer(7, Outcome.RECORDED);
        assertThat(outcome).isCompletedWithValue(new Recorded(7, Outcome.RECORDED));
        assertThat(lastTold.atLeast(ANA.uid(), ANA_AND_BOB, null)).isEqualTo(AtLeast.version(ANA_AND_BOB, 7));
        assertThat(receipts.conversationsInFlight()).isZero();
    }

    @Test
    void shouldSendTheHighestOfEachMemberTogetherAfterwards() {
        record(ANA, 1, 0);
        CompletionStage<Recorded> second = record(ANA, 5, 0);
        CompletionStage<Recorded> third = record(ANA, 2, 4);
        CompletionStage<Recorded> bobs = record(BOB, 3, 0);
        assertThat(bus.unanswered()).isEqualTo(1);
        bus.answer(7, Outcome.RECORDED);
        assertThat(bus.moves()).containsExactly(new Move(ANA.uid(), 5, 4), new Move(BOB.uid(), 3, 0));
        assertThat(bus.metadata().actor()).isEqualTo("gateway-1");
        bus.answer(8, Outcome.RECORDED, Outcome.UNCHANGED);
        assertThat(second).isCompletedWithValue(new Recorded(8, Outcome.RECORDED));
        assertThat(third).isCompletedWithValue(new Recorded(8, Outcome.RECORDED));
        assertThat(bobs).isCompletedWithValue(new Recorded(8, Outcome.UNCHANGED));
        assertThat(bus.unanswered()).isZero();
        assertThat(receipts.conversationsInFlight()).isZero();
    }

    @Test
    void shouldNotWaitForAnotherConversation() {
        record(ANA, 1, 0);
        receipts.record(callerOf(ANA), ConversationId.direct(ANA.uid(), CARLA.uid()), 1, 0);
        assertThat(bus.unanswered()).isEqualTo(2);
    }

    @Test
    void shouldNotLetOneDeviceSpoilAnothersReceipt() {
        record(BOB, 1, 0);
        CompletionStage<Recorded> good = record(ANA, 2, 0);
        CompletionStage<Recorded> bad = record(ANA, 99, 0);
        CompletionStage<Recorded> goodToo = record(ANA, 0, 2);
        bus.answer(7, Outcome.RECORDED);
        bus.answer(7, Outcome.PAST_THE_END);
        assertThat(bus.moves()).containsExactly(new Move(ANA.uid(), 2, 0));
        bus.answer(8, Outcome.RECORDED);
        assertThat(good).isCompletedWithValue(new Recorded(8, Outcome.RECORDED));
        bus.answer(8, Outcome.PAST_THE_END);
        bus.answer(8, Outcome.PAST_THE_END);
        bus.answer(9, Outcome.RECORDED);
        assertThat(bad).isCompletedWithValue(new Recorded(8, Outcome.PAST_THE_END));
        assertThat(goodToo).isCompletedWithValue(new Recorded(9, Outcome.RECORDED));
        assertThat(receipts.conversationsInFlight()).isZero();
    }

    @Test
    void shouldTellAllWhoWaitedWhenItFails() {
        record(ANA, 1, 0);
        CompletionStage<Recorded> waited = record(BOB, 1, 0);
        CompletionStage<Recorded> waitedToo = record(BOB, 2, 0);
        bus.answer(7, Outcome.RECORDED);
        bus.fail(ScriptedSides.refusal(RefusalCode.UNAVAILABLE));
        assertThat(waited).isCompletedExceptionally();
        assertThat(waitedToo).isCompletedExceptionally();
        CompletionStage<Recorded> next = record(BOB, 2, 0);
        bus.answer(8, Outcome.RECORDED);
        assertThat(next).isCompletedWithValue(new Recorded(8, Outcome.RECORDED));
    }

    @Test
    void shouldFailWhenOutcomesAreMissing() {
        CompletionStage<Recorded> outcome = record(ANA, 1, 0);
        bus.answer(7);
        assertThat(outcome).isCompletedExceptionally();
        assertThat(receipts.conversationsInFlight()).isZero();
    }

    @Test
    void shouldAnswerEverybodyWithOneCommandAtATime() throws Exception {
        ExecutorService lane = Executors.newSingleThreadExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger commands = new AtomicInteger();
        AtomicLong highest = new AtomicLong();
        bus.onDispatch = held -> {
            assertThat(inFlight.incrementAndGet()).isEqualTo(1);
            lane.execute(() -> {
                commands.incrementAndGet();
                RecordReceipts command = (RecordReceipts) held.command.getPayload();
                command.moves().forEach(move -> highest.accumulateAndGet(move.delivered(), Math::max));
                inFlight.decrementAndGet();
                held.answer(new ReceiptsAnswer(
                        1, Collections.nCopies(command.moves().size(), Outcome.RECORDED)));
            });
        };
        List<CompletableFuture<Recorded>> outcomes = new CopyOnWriteArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            int seq = i;
            callers.execute(() ->
                    outcomes.add(record(seq % 2 == 0 ? ANA : BOB, seq, 0).toCompletableFuture()));
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        lane.shutdown();
        assertThat(outcomes).hasSize(2_000);
        assertThat(highest).hasValue(2_000);
        assertThat(commands.get()).isBetween(1, 2_000);
    }

    private CompletionStage<Recorded> record(Person person, long delivered, long read) {
        return receipts.record(callerOf(person), ANA_AND_BOB, delivered, read);
    }

    private static Principal callerOf(Person person) {
        return new Principal(person.uid(), person.handle(), DeviceId.of("phone"), "family", TestClock.START);
    }

    /// Commands wait until the test answers them, the oldest first.
    private static final class HeldBus implements CommandBus {
        private final Deque<Held> held = new ArrayDeque<>();
        private Consumer<Held> onDispatch = held::addLast;

        int unanswered() {
            return held.size();
        }

        List<Move> moves() {
            return ((RecordReceipts) held.getFirst().command.getPayload()).moves();
        }

        EventMetadata metadata() {
            return EventMetadata.of(held.getFirst().command.getMetaData());
        }

        void answer(long version, Outcome... outcomes) {
            held.removeFirst().answer(new ReceiptsAnswer(version, List.of(outcomes)));
        }

        void fail(Throwable failure) {
            held.removeFirst().fail(failure);
        }

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            onDispatch.accept(new Held((CommandMessage<Object>) command, (CommandCallback<Object, Object>) callback));
        }

        @Override
        public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException();
        }
    }

    private record Held(CommandMessage<Object> command, CommandCallback<Object, Object> callback) {
        void answer(Object payload) {
            callback.onResult(command, new GenericCommandResultMessage<>(payload));
        }

        void fail(Throwable failure) {
            callback.onResult(command, new GenericCommandResultMessage<>(failure));
        }
    }
}
