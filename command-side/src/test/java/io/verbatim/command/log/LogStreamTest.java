package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.messages;
import static io.verbatim.command.log.LogFixture.published;
import static io.verbatim.command.log.LogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.live.SyncedEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStreamTest {

    @TempDir
    Path folder;

    private LogEventStore log;

    @BeforeEach
    void open() {
        log = LogFixture.open(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldHavePositionsFromOneWithoutGaps() throws Exception {
        log.publish(messages(LOBBY, 0, 100));
        reopen(LogFixture.properties(folder));
        log.publish(messages(LOBBY, 100, 100));

        assertThat(positions(read(log, null, 200)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void shouldReadFromTheStoreWhatIsNoLongerInTheRing() throws Exception {
        reopen(LogFixture.properties(folder).ringEvents(16));
        log.publish(messages(LOBBY, 0, 5_000));

        assertThat(positions(read(log, null, 5_000)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 5_000).boxed().toList());
    }

    @Test
    void shouldReadTheSameFromRingAndStore() throws Exception {
        log.publish(messages(LOBBY, 0, 10));
        List<TrackedEventMessage<?>> recent = read(log, null, 10);
        reopen(LogFixture.properties(folder));
        List<TrackedEventMessage<?>> stored = read(log, null, 10);

        assertThat(described(recent)).isEqualTo(described(stored));
    }

    @Test
    void shouldStoreOnlyTheMetadataOfTheList() throws Exception {
        log.publish(published(LOBBY, 0, message(1)).andMetaData(Map.of("ip", "::1", "trace", "t1")));

        var recent = read(log, null, 1).getFirst().getMetaData();

        assertThat(recent.keySet()).containsExactlyInAnyOrder("actor", "trace");
        assertThat(EventMetadata.of(recent).trace()).isEqualTo("t1");
    }

    @Test
    void shouldKeepTheRingWithinItsBytes() throws Exception {
        reopen(LogFixture.properties(folder).ringBytes(2_000));
        try (var slow = log.openStream(null)) {
            log.publish(messages(LOBBY, 0, 100));

            List<Long> seen = new ArrayList<>();
            while (seen.size() < 100) {
                seen.add(slow.nextAvailable().trackingToken().position().orElseThrow());
            }
            assertThat(seen).isSorted().hasSize(100);
        }
    }

    @Test
    void shouldFollowWhileOthersAppend() throws Exception {
        int count = 20_000;
        CompletableFuture<List<Long>> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return positions(read(log, null, count));
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        for (int first = 0; first < count; first += 10) {
            append(log, messages(LOBBY, first, 10).toArray(DomainEventMessage[]::new));
        }

        assertThat(reading.get(LogFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
    }

    @Test
    void shouldCallBackAtOnceAndAfterEachSync() throws Exception {
        log.publish(messages(LOBBY, 0, 1));
        AtomicInteger calls = new AtomicInteger();
        try (var stream = log.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(calls::incrementAndGet)).isTrue();
            assertThat(calls).hasPositiveValue();

            log.publish(messages(LOBBY, 1, 1));
            // the call for the first event may come as late as this one
            await().until(() -> calls.get() >= 2);
        }
        int atTheEnd = calls.get();
        log.publish(messages(LOBBY, 2, 1));
        assertThat(calls).hasValue(atTheEnd);
    }

    @Test
    void shouldEndTheWaitOfAReaderWhenTheStreamIsClosed() throws Exception {
        var stream = log.openStream(null);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.hasNextAvailable(1, TimeUnit.HOURS);
            } catch (InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        });
        stream.close();

        assertThat(waiting.get(LogFixture.PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
        assertThatThrownBy(stream::nextAvailable).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldBeInterruptible() throws Exception {
        try (var stream = log.openStream(null)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(stream::nextAvailable).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void shouldFindThePlaceOfATime() throws Exception {
        List<Instant> times = new ArrayList<>();
        for (int sequence = 0; sequence < 20; sequence++) {
            times.add(append(log, published(LOBBY, sequence, message(sequence + 1)))
                    .await());
        }
        for (Instant time : times) {
            var token = log.createTokenAt(time);
            long before = ((GlobalSequenceTrackingToken) token).getGlobalIndex();
            assertThat(before).isEqualTo(times.indexOf(time)); // the first of those with this time
        }
        assertThat(log.createTokenAt(times.getLast().plusMillis(1))).isEqualTo(log.createHeadToken());
        assertThat(log.createTokenSince(Duration.ofHours(1))).isEqualTo(log.createTailToken());
    }

    @Test
    void shouldNeverGiveAnEventAnEarlierTimeThanTheOneBefore() throws Exception {
        log.close();
        var clock = new BackwardsClock();
        log = LogEventStore.open(
                LogProperties.in(folder), new TextSnapshots(), clock, SyncGate.OPEN, new SimpleMeterRegistry());
        log.publish(messages(LOBBY, 0, 3));
        log.publish(messages(LOBBY, 3, 3));

        assertThat(read(log, null, 6)).extracting(EventMessage::getTimestamp).isSorted();
    }

    @Test
    void shouldTellListenersEverythingAfterTheirPosition() throws Exception {
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger subscribed = new AtomicInteger(-1);
        Thread appending = Thread.ofPlatform().start(() -> {
            for (int sequence = 0; sequence < 2_000; sequence++) {
                append(log, published(LOBBY, sequence, message(sequence + 1)));
            }
        });
        SyncedEvents.Listener listener =
                events -> events.stream().map(RecordedEvent::position).forEach(told::add);
        subscribed.set((int) log.subscribe(listener));
        appending.join();
        append(log, published(LOBBY, 2_000, message(2_001))).await();

        assertThat(told)
                .containsExactlyElementsOf(LongStream.rangeClosed(subscribed.get() + 1, 2_001)
                        .boxed()
                        .toList());

        log.unsubscribe(listener);
        append(log, published(LOBBY, 2_001, message(2_002))).await();
        assertThat(told).last().isEqualTo(2_001L);
    }

    private void reopen(LogPropertiesBuilder properties) {
        log.close();
        log = LogFixture.open(properties.build(), SyncGate.OPEN);
    }

    private static List<Long> positions(List<TrackedEventMessage<?>> events) {
        return events.stream()
                .map(event -> event.trackingToken().position().orElseThrow())
                .toList();
    }

    private static List<String> described(List<TrackedEventMessage<?>> events) {
        return events.stream()
                .map(event -> event.trackingToken() + " " + event.getIdentifier() + " " + event.getTimestamp() + " "
                        + event.getMetaData() + " " + event.getPayload() + " "
                        + ((DomainEventMessage<?>) event).getAggregateIdentifier()
                        + ((DomainEventMessage<?>) event).getSequenceNumber()
                        + ((DomainEventMessage<?>) event).getType())
                .toList();
    }
}
