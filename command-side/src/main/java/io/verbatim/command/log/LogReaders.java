package io.verbatim.command.log;

import io.verbatim.api.record.EventRecordCodec;
import java.time.Instant;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/// Everything that reads the log as a whole, as far as it is synced.
///
/// @param ring the newest events
/// @param store all others
record LogReaders(Ring ring, LogStore store, Records records, LogPublisher publisher) {

    /// An endless stream of what follows the token, from the beginning without one.
    LogStream open(@Nullable TrackingToken token) {
        LogStream stream = new LogStream(this, position(token));
        publisher.addReader(stream);
        return stream;
    }

    void remove(LogStream stream) {
        publisher.removeReader(stream);
    }

    /// What follows the token and is synced when it is reached; ends there.
    Stream<? extends TrackedEventMessage<?>> read(@Nullable TrackingToken token) {
        LogStream stream = new LogStream(this, position(token));
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<TrackedEventMessage<?>>(Long.MAX_VALUE, Spliterator.ORDERED) {
                    @Override
                    public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> action) {
                        return stream.poll(action);
                    }
                },
                false);
    }

    /// The position after which everything has this time or a later one: times never fall.
    long positionBefore(Instant at) {
        long before = 0;
        long notBefore = ring.last() + 1;
        while (notBefore - before > 1) {
            long middle = (before + notBefore) >>> 1;
            if (timeOf(middle).isBefore(at)) {
                before = middle;
            } else {
                notBefore = middle;
            }
        }
        return before;
    }

    private Instant timeOf(long position) {
        byte[] stored = store.event(position);
        if (stored == null) {
            throw new IllegalStateException("position: " + position + " is missing (expected: no gap)");
        }
        return EventRecordCodec.at(stored);
    }

    private static long position(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken global -> Math.max(0, global.getGlobalIndex());
            default ->
                token.position()
                        .orElseThrow(() ->
                                new IllegalArgumentException("token: " + token + " (expected: one with a position)"));
        };
    }
}
