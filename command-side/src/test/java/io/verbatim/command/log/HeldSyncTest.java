package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;
import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.appendNothing;
import static io.verbatim.command.log.LogFixture.conversation;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.published;
import static io.verbatim.command.log.LogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.command.log.LogFixture.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Between the decision and the sync: decided for who decides next, not there for anybody else.
class HeldSyncTest {

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
    void shouldAnswerNobodyWhileTheSyncIsHeld() throws Exception {
        gate.hold();
        Outcome send = append(log, published(LOBBY, 0, message(1)));
        gate.awaitHeld();
        Outcome behind = append(log, published(LOBBY, 1, message(2)));
        Outcome refusal = appendNothing(log);

        assertThat(List.of(send, behind, refusal)).noneMatch(Outcome::isDone);

        gate.release();
        assertThat(behind.await()).isAfterOrEqualTo(send.await());
        assertThat(refusal.await()).isEqualTo(behind.await());
    }

    @Test
    void shouldAnswerAtOnceWhenEverythingIsDurable() throws Exception {
        append(log, published(LOBBY, 0, message(1))).await();

        assertThat(appendNothing(log)).isDone();
    }

    @Test
    void shouldAnswerAtOnceInAnEmptyLog() {
        assertThat(appendNothing(log)).isCompleted();
    }

    @Test
    void shouldShowDecidedEventsToWhoDecidesNext() {
        gate.hold();
        append(log, published(LOBBY, 0, message(1, "first")), published(LOBBY, 1, message(2, "second")));

        assertThat(log.readEvents(LOBBY.aggregateId()).asStream())
                .extracting(DomainEventMessage::getSequenceNumber)
                .containsExactly(0L, 1L);
        assertThat(log.readEvents(LOBBY.aggregateId(), 1).asStream()).hasSize(1);
        assertThat(log.lastSequenceNumberFor(LOBBY.aggregateId())).contains(1L);
        assertThat(log.messages().find(LOBBY, ANA, "second")).satisfies(found -> {
            assertThat(found.seq()).isEqualTo(2);
            assertThat(found.version()).isEqualTo(2);
            assertThat(found.sentAt()).isNotNull();
        });
        assertThat(log.messages().find(LOBBY, LogFixture.BOB, "second")).isNull();
    }

    @Test
    void shouldPutQueuedEventsBehindWrittenOnes() throws Exception {
        append(log, published(LOBBY, 0, message(1)), published(LOBBY, 1, message(2)))
                .await();
        gate.hold();
        append(log, published(LOBBY, 2, message(3)));

        assertThat(log.readEvents(LOBBY.aggregateId()).asStream())
                .extracting(DomainEventMessage::getSequenceNumber)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void shouldKnowTheAuthorOfAQueuedMessage() throws Exception {
        gate.hold();
        append(log, published(LOBBY, 0, message(1)));

        assertThat(log.messages().author(LOBBY, 1)).isEqualTo(ANA);
        assertThat(log.messages().author(LOBBY, 2)).isNull();
    }

    @Test
    void shouldReadTheSameEventQueuedAndWritten() throws Exception {
        gate.hold();
        Outcome sent = append(log, published(LOBBY, 0, message(1)));
        DomainEventMessage<?> queued = log.readEvents(LOBBY.aggregateId()).next();
        gate.release();
        sent.await();
        DomainEventMessage<?> written = log.readEvents(LOBBY.aggregateId()).next();

        assertThat(written.getIdentifier()).isEqualTo(queued.getIdentifier());
        assertThat(written.getPayload()).isEqualTo(queued.getPayload());
        assertThat(written.getMetaData()).isEqualTo(queued.getMetaData());
        assertThat(written.getTimestamp()).isEqualTo(queued.getTimestamp());
        assertThat(written.getType()).isEqualTo(queued.getType());
    }

    @Test
    void shouldShowQueuedSnapshots() throws Exception {
        gate.hold();
        Outcome sent = append(log, published(LOBBY, 0, message(1)));
        log.storeSnapshot(new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), 0, "one"));

        assertThat(log.readEvents(LOBBY.aggregateId()).next().getPayload()).isEqualTo("one");

        gate.release();
        sent.await();
        assertThat(log.readEvents(LOBBY.aggregateId()).next().getPayload()).isEqualTo("one");
    }

    @Test
    void shouldHideUnsyncedEventsFromReadersAndListeners() throws Exception {
        List<RecordedEvent> told = new ArrayList<>();
        assertThat(log.subscribe((SyncedEvents.Listener) told::addAll)).isZero();
        gate.hold();
        Outcome sent = append(log, published(LOBBY, 0, message(1)));
        gate.awaitHeld();

        try (var stream = log.openStream(null)) {
            assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(log.position()).isZero();
            assertThat(told).isEmpty();

            gate.release();
            sent.await();
            assertThat(stream.hasNextAvailable()).isTrue();
            assertThat(log.position()).isEqualTo(1);
            assertThat(told).extracting(RecordedEvent::position).containsExactly(1L);
        }
    }

    @Test
    void shouldSyncOnceForAllWhoWaited() throws Exception {
        gate.hold();
        append(log, published(conversation(0), 0, message(1)));
        gate.awaitHeld();
        List<Outcome> others = IntStream.range(1, 64)
                .mapToObj(n -> append(log, published(conversation(n), 0, message(1))))
                .toList();
        gate.release();

        for (Outcome other : others) {
            other.await();
        }
        assertThat(gate.passed()).isEqualTo(2);
        assertThat(read(log, null, 64))
                .extracting(event -> event.trackingToken().position().orElseThrow())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 64).mapToObj(Long::valueOf).toList());
    }

    @Test
    void shouldTellListenersBeforeItAnswers() throws Exception {
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        log.subscribe((SyncedEvents.Listener) events -> order.add("told " + events.size()));
        gate.hold();
        append(log, published(LOBBY, 0, message(1)));
        gate.awaitHeld();
        Outcome first = append(log, published(LOBBY, 1, message(2)));
        Outcome second = append(log, published(LOBBY, 2, message(3)));
        first.thenRun(() -> order.add("first"));
        second.thenRun(() -> order.add("second"));
        gate.release();
        second.await();

        assertThat(order).containsSubsequence("told 1", "told 2", "first", "second");
        assertThat(first.thread()).isEqualTo(second.thread()).contains("publisher");
    }

    @Test
    void shouldGoOnWhenAListenerOrAWaiterFails() throws Exception {
        log.subscribe((SyncedEvents.Listener) events -> {
            throw new IllegalStateException("a listener that fails");
        });
        gate.hold();
        var unitOfWork = LogFixture.publish(log, published(LOBBY, 0, message(1)));
        log.of(unitOfWork).whenKnown(new PendingAppend.Waiter() {
            @Override
            public void synced(Instant at) {
                throw new IllegalStateException("a waiter that fails");
            }

            @Override
            public void unknown(Throwable cause) {}
        });
        Outcome other = Outcome.of(log.of(unitOfWork));
        gate.release();

        assertThat(other.await()).isNotNull();
        assertThat(append(log, published(LOBBY, 1, message(2))).await()).isNotNull();
    }

    @Test
    void shouldRefuseMoreThanTheQueueHolds() throws Exception {
        log.close();
        log = LogFixture.open(LogFixture.properties(folder).queueEvents(3).build(), gate);
        gate.hold();
        Outcome last = append(log, LogFixture.messages(LOBBY, 0, 3).toArray(DomainEventMessage[]::new));

        assertThatThrownBy(() -> append(log, published(LOBBY, 3, message(4))))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("queue: 3 events");

        gate.release();
        last.await();
        append(log, published(LOBBY, 3, message(4))).await();
    }

    @Test
    void shouldWriteEverythingThatIsQueuedBeforeItCloses() throws Exception {
        gate.hold();
        append(log, published(LOBBY, 0, message(1)));
        gate.awaitHeld();
        Outcome behind = append(log, published(LOBBY, 1, message(2)));
        Thread closing = Thread.ofPlatform().start(log::close);
        gate.release();
        closing.join();

        assertThat(behind).isCompleted();
        assertThatThrownBy(() -> append(log, published(LOBBY, 2, message(3))))
                .isInstanceOf(LogUnavailableException.class);
        log = LogFixture.open(folder, gate);
        assertThat(log.position()).isEqualTo(2);
    }
}
