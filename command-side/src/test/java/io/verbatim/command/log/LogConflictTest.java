package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.BOB;
import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.conversation;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.published;
import static io.verbatim.command.log.LogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.vault.Sealed;
import io.verbatim.command.log.LogFixture.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One event per aggregate and sequence number, whether the other one is written or only queued.
class LogConflictTest {

    private static final Sealed NAME = new Sealed("key", new byte[12], new byte[20]);

    @TempDir
    Path folder;

    private final HeldSync gate = new HeldSync();
    private LogEventStore log;

    @BeforeEach
    void open() {
        log = LogFixture.open(folder, gate);
    }

    @AfterEach
    void close() {
        gate.release();
        log.close();
    }

    @Test
    void shouldRefuseANumberThatIsQueued() throws Exception {
        gate.hold();
        Outcome first = append(log, published(LOBBY, 0, message(1)));

        assertThatThrownBy(() -> append(log, published(LOBBY, 0, message(1))))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("sequence: 0 of " + LOBBY.aggregateId());

        gate.release();
        first.await();
        assertThat(log.position()).isEqualTo(1);
    }

    @Test
    void shouldRefuseANumberThatIsWritten() throws Exception {
        append(log, published(LOBBY, 0, message(1))).await();

        assertThatThrownBy(() -> append(log, published(LOBBY, 0, message(1)))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void shouldRefuseANumberThatWasWrittenBeforeARestart() throws Exception {
        append(log, published(LOBBY, 0, message(1))).await();
        log.close();
        log = LogFixture.open(folder, gate);

        assertThatThrownBy(() -> append(log, published(LOBBY, 0, message(1)))).isInstanceOf(ConcurrencyException.class);
        append(log, published(LOBBY, 1, message(2))).await();
    }

    @Test
    void shouldRefuseANumberBehindAHole() {
        assertThatThrownBy(() -> append(log, published(LOBBY, 1, message(2)))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void shouldAppendAllOfAUnitOfWorkOrNothing() throws Exception {
        append(log, published(conversation(2), 0, message(1))).await();

        assertThatThrownBy(() -> append(
                        log,
                        published(conversation(1), 0, message(1)),
                        published(conversation(2), 0, message(1)),
                        published(conversation(3), 0, message(1))))
                .isInstanceOf(ConcurrencyException.class);

        assertThat(log.lastSequenceNumberFor(conversation(1).aggregateId())).isEmpty();
        append(log, published(conversation(1), 0, message(1)), published(conversation(3), 0, message(1)))
                .await();
        assertThat(read(log, null, 3)).hasSize(3);
    }

    @Test
    void shouldTakeSeveralEventsOfSeveralAggregatesAtOnce() throws Exception {
        append(
                        log,
                        published(conversation(1), 0, message(1)),
                        published(conversation(2), 0, message(1)),
                        published(conversation(1), 1, message(2)),
                        published(conversation(2), 1, message(2)))
                .await();

        assertThat(log.lastSequenceNumberFor(conversation(1).aggregateId())).contains(1L);
        assertThat(log.lastSequenceNumberFor(conversation(2).aggregateId())).contains(1L);
    }

    @Test
    void shouldNotMixAggregatesWhoseIdsBeginAlike() throws Exception {
        log.publish(List.of(named("conversation:a", 0), named("conversation:a", 1), named("conversation:ab", 0)));
        log.close();
        log = LogFixture.open(folder, gate);

        assertThat(log.lastSequenceNumberFor("conversation:a")).contains(1L);
        assertThat(log.lastSequenceNumberFor("conversation:ab")).contains(0L);
        assertThat(log.lastSequenceNumberFor("conversation:")).isEmpty();
        assertThat(log.readEvents("conversation:a").asStream()).hasSize(2);
    }

    @Test
    void shouldRemainCorrectWhenStreamsAreForgotten() throws Exception {
        log.close();
        log = LogFixture.open(LogFixture.properties(folder).streams(2).build(), gate);
        for (int sequence = 0; sequence < 3; sequence++) {
            for (int conversation = 0; conversation < 10; conversation++) {
                append(log, published(conversation(conversation), sequence, message(sequence + 1)));
            }
        }
        for (int conversation = 0; conversation < 10; conversation++) {
            ConversationId id = conversation(conversation);
            assertThat(log.lastSequenceNumberFor(id.aggregateId())).contains(2L);
            assertThatThrownBy(() -> append(log, published(id, 2, message(3))))
                    .isInstanceOf(ConcurrencyException.class);
        }
    }

    @Test
    void shouldLetOneOfTwoCreatorsOfAnAccountSucceed() throws Exception {
        raceTwoCreators(n -> new GenericDomainEventMessage<>(
                "account",
                "account:%016d".formatted(n),
                0,
                new AccountRegistered("credential", NAME),
                LogFixture.metadata(BOB)));
    }

    @Test
    void shouldLetOneOfTwoCreatorsOfADirectConversationSucceed() throws Exception {
        raceTwoCreators(n -> {
            ConversationId id = conversation(n);
            return published(id, 0, new DirectConversationOpened(1, id.pair()));
        });
    }

    @Test
    void shouldRefuseWhatNoAggregateHasPublished() {
        assertThatThrownBy(() -> log.publish(GenericEventMessage.asEventMessage(message(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("published by an aggregate");
        assertThatThrownBy(() -> log.publish(List.of(
                        published(LOBBY, 0, message(1)),
                        new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), 1, "no event"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(log.readEvents(LOBBY.aggregateId()).hasNext()).isFalse();
    }

    @Test
    void shouldQueueNothingForAnEmptyUnitOfWork() {
        DefaultUnitOfWork.startAndGet(null).execute(() -> log.publish(List.of()));

        assertThat(gate.passed()).isZero();
    }

    private void raceTwoCreators(IntFunction<DomainEventMessage<?>> creation) throws Exception {
        int rounds = 1_000;
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<List<Boolean>> creator = () -> {
            List<Boolean> created = new ArrayList<>(rounds);
            for (int round = 0; round < rounds; round++) {
                start.await();
                created.add(succeeds(creation.apply(round)));
            }
            return created;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<List<Boolean>> one = threads.submit(creator);
            Future<List<Boolean>> other = threads.submit(creator);
            for (int round = 0; round < rounds; round++) {
                assertThat(one.get().get(round)).isNotEqualTo(other.get().get(round));
            }
        }
        assertThat(read(log, null, rounds)).hasSize(rounds);
        assertThat(IntStream.range(0, rounds).mapToObj(creation::apply).map(DomainEventMessage::getAggregateIdentifier))
                .allMatch(id -> log.readEvents(id).asStream().count() == 1);
    }

    private boolean succeeds(DomainEventMessage<?> event) {
        try {
            append(log, event);
            return true;
        } catch (ConcurrencyException _) {
            return false;
        }
    }

    private static DomainEventMessage<?> named(String aggregateId, long sequence) {
        return new GenericDomainEventMessage<>(
                "conversation", aggregateId, sequence, message(sequence + 1), LogFixture.metadata(BOB));
    }
}
