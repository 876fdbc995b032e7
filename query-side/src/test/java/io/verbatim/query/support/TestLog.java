package io.verbatim.query.support;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.live.SyncedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/// A log in memory. Events come out of it as they come out of the real one.
public final class TestLog implements StreamableMessageSource<TrackedEventMessage<?>>, SyncedEvents {

    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    /// Adds synced events and tells the listeners.
    public synchronized void append(List<RecordedEvent> more) {
        events.addAll(more);
        notifyAll();
        listeners.forEach(listener -> listener.synced(more));
    }

    public void append(RecordedEvent... more) {
        append(List.of(more));
    }

    /// The next calls of streams fail.
    public void failNext(int calls) {
        failures.set(calls);
    }

    @Override
    public synchronized long subscribe(Listener listener) {
        listeners.add(listener);
        return position();
    }

    @Override
    public void unsubscribe(Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized long position() {
        return events.isEmpty() ? 0 : events.getLast().position();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken token) {
        return new Stream(token == null ? 0 : token.position().orElseThrow());
    }

    private synchronized RecordedEvent after(long position, long millis) throws InterruptedException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("log: unavailable (expected by the test)");
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            int low = 0;
            int high = events.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (events.get(middle).position() <= position) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low < events.size()) {
                return events.get(low);
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
    }

    private static TrackedEventMessage<?> message(RecordedEvent event) {
        var payload = new GenericEventMessage<>(event.event(), event.metadata().asMap());
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(event.position()),
                "test",
                event.aggregateId(),
                event.sequence(),
                payload,
                event::at);
    }

    private final class Stream implements BlockingStream<TrackedEventMessage<?>> {

        private long position;

        Stream(long position) {
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            try {
                return Optional.ofNullable(after(position, 0)).map(TestLog::message);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return after(position, unit.toMillis(timeout)) != null;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            RecordedEvent next = after(position, 60_000);
            if (next == null) {
                throw new IllegalStateException("stream: nothing comes");
            }
            position = next.position();
            return message(next);
        }

        @Override
        public void close() {}
    }
}
