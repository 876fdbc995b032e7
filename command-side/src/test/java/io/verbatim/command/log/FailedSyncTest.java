package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.ANA;
import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.appendNothing;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.published;
import static io.verbatim.command.log.LogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.command.log.LogFixture.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A write or sync that fails: nothing is called failed that may be in the log, and nothing is decided on
/// what is not.
class FailedSyncTest {

    private static final IOException FAILURE = new IOException("the disk does not answer");

    @TempDir
    Path folder;

    private final HeldSync gate = new HeldSync();
    private LogEventStore log;

    @BeforeEach
    void open() throws Exception {
        log = LogFixture.open(folder, gate);
        append(log, published(LOBBY, 0, message(1, "before"))).await();
    }

    @AfterEach
    void close() {
        gate.release();
        gate.heal();
        log.close();
    }

    @Test
    void shouldCallEverythingQueuedUnknown() throws Exception {
        gate.hold();
        Outcome failed = append(log, published(LOBBY, 1, message(2)));
        gate.awaitHeld();
        Outcome behind = append(log, published(LOBBY, 2, message(3)));
        Outcome refusal = appendNothing(log);
        gate.failNextBefore(FAILURE);
        gate.release();

        assertUnknown(failed);
        assertUnknown(behind);
        assertUnknown(refusal);
        assertThat(failed.thread()).contains("publisher");
    }

    @Test
    void shouldForgetWhatDidNotReachTheDisk() throws Exception {
        gate.failNextBefore(FAILURE);
        assertUnknown(append(log, published(LOBBY, 1, message(2, "lost"))));
        awaitReopened(2);

        assertThat(log.messages().find(LOBBY, ANA, "lost")).isNull();
        assertThat(log.lastSequenceNumberFor(LOBBY.aggregateId())).contains(0L);

        append(log, published(LOBBY, 1, message(2, "lost"))).await();
        assertThat(positions()).containsExactly(1L, 2L);
    }

    @Test
    void shouldFindWhatReachedTheDiskByItsClientMessageId() throws Exception {
        List<RecordedEvent> told = new CopyOnWriteArrayList<>();
        log.subscribe((SyncedEvents.Listener) told::addAll);
        gate.failNextAfter(FAILURE);
        assertUnknown(append(log, published(LOBBY, 1, message(2, "recorded"))));
        awaitReopened(2);

        assertThat(log.messages().find(LOBBY, ANA, "recorded").seq()).isEqualTo(2);
        append(log, published(LOBBY, 2, message(3))).await();
        assertThat(positions()).containsExactly(1L, 2L, 3L);
        assertThat(told).extracting(RecordedEvent::position).containsExactly(2L, 3L);
    }

    @Test
    void shouldShowRecoveredEventsToReadersThatWait() throws Exception {
        try (var stream = log.openStream(log.createHeadToken())) {
            gate.failNextAfter(FAILURE);
            assertUnknown(append(log, published(LOBBY, 1, message(2))));

            assertThat(stream.hasNextAvailable(LogFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void shouldRefuseUntilItIsOpenAgain() throws Exception {
        CompletableFuture<Void> forgotten = new CompletableFuture<>();
        List<Long> generations = new CopyOnWriteArrayList<>();
        log.addReopenListener(generation -> {
            generations.add(generation);
            return forgotten;
        });
        gate.failNextAfter(FAILURE);
        assertUnknown(append(log, published(LOBBY, 1, message(2))));
        await().until(() -> !generations.isEmpty());

        assertThatThrownBy(() -> append(log, published(LOBBY, 2, message(3))))
                .isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.publish(LogFixture.messages(LOBBY, 2, 1)))
                .isInstanceOf(LogUnavailableException.class);
        assertUnknown(appendNothing(log));
        assertThat(log.readEvents(LOBBY.aggregateId()).asStream()).hasSize(2);

        forgotten.complete(null);
        awaitReopened(2);
        append(log, published(LOBBY, 2, message(3))).await();
        assertThat(appendNothing(log)).isDone();
        assertThat(generations).containsExactly(2L);
    }

    @Test
    void shouldNotTakeWhatWasDecidedBefore() throws Exception {
        var decidedBefore = DefaultUnitOfWork.startAndGet(null);
        assertThat(log.readEvents(LOBBY.aggregateId()).asStream()).hasSize(1);
        CompletableFuture.runAsync(() -> {
                    gate.failNextBefore(FAILURE);
                    assertUnknown(append(log, published(LOBBY, 1, message(2))));
                    awaitReopened(2);
                })
                .join();
        log.publish(LogFixture.messages(LOBBY, 1, 1));

        assertThatThrownBy(decidedBefore::commit)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("decided anew");
        assertThat(log.lastSequenceNumberFor(LOBBY.aggregateId())).contains(0L);
    }

    @Test
    void shouldNotBeReadWhileItIsClosed() throws Exception {
        log.close();
        log = LogFixture.open(
                LogFixture.properties(folder).reopenAfter(Duration.ofHours(1)).build(), gate);
        gate.failNextBefore(FAILURE);
        assertUnknown(append(log, published(LOBBY, 1, message(2))));

        await().untilAsserted(() -> assertThatThrownBy(
                        () -> log.readEvents(LOBBY.aggregateId()).hasNext())
                .isInstanceOf(LogUnavailableException.class));
        assertThatThrownBy(() -> log.messages().find(LOBBY, ANA, "before")).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.checkpoint(folder.resolve("copy"))).isInstanceOf(IOException.class);
    }

    @Test
    void shouldGoOnTryingUntilTheDiskAnswers() throws Exception {
        gate.failAllBefore(FAILURE);
        for (int attempt = 0; attempt < 3; attempt++) {
            awaitReopened(attempt + 1);
            assertUnknown(append(log, published(LOBBY, 1, message(2))));
        }
        gate.heal();
        awaitReopened(4);
        append(log, published(LOBBY, 1, message(2))).await();

        assertThat(positions()).containsExactly(1L, 2L);
    }

    @Test
    void shouldGoOnTryingWhenAListenerFails() throws Exception {
        List<Long> calls = new CopyOnWriteArrayList<>();
        log.addReopenListener(generation -> {
            calls.add(generation);
            return calls.size() < 3
                    ? CompletableFuture.failedFuture(new IllegalStateException("cannot forget"))
                    : CompletableFuture.completedFuture(null);
        });
        gate.failNextAfter(FAILURE);
        assertUnknown(append(log, published(LOBBY, 1, message(2))));
        awaitReopened(2);

        assertThat(calls).containsExactly(2L, 2L, 2L);
        append(log, published(LOBBY, 2, message(3))).await();
        assertThat(positions()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldForgetQueuedSnapshots() throws Exception {
        gate.hold();
        Outcome failed = append(log, published(LOBBY, 1, message(2)));
        log.storeSnapshot(new GenericDomainEventMessage<>("conversation", LOBBY.aggregateId(), 1, "two"));
        gate.awaitHeld();
        gate.failNextBefore(FAILURE);
        gate.release();
        assertUnknown(failed);
        awaitReopened(2);

        assertThat(log.readEvents(LOBBY.aggregateId()).asStream())
                .extracting(DomainEventMessage::getSequenceNumber)
                .containsExactly(0L);
    }

    @Test
    void shouldCloseWhileItIsBeingReopened() throws Exception {
        log.addReopenListener(generation -> new CompletableFuture<>());
        gate.failNextBefore(FAILURE);
        assertUnknown(append(log, published(LOBBY, 1, message(2))));

        log.close();

        assertThat(log.position()).isEqualTo(1);
    }

    private List<Long> positions() throws Exception {
        return read(log, null, (int) log.position()).stream()
                .map(event -> event.trackingToken().position().orElseThrow())
                .toList();
    }

    private void awaitReopened(long generation) {
        await().atMost(Duration.ofSeconds(LogFixture.PATIENCE_SECONDS))
                .until(() ->
                        log.generation() == generation && appendNothing(log).isCompletedNormally());
    }

    private static void assertUnknown(Outcome outcome) {
        assertThatThrownBy(outcome::await)
                .isInstanceOf(ExecutionException.class)
                .hasRootCause(FAILURE);
    }
}
