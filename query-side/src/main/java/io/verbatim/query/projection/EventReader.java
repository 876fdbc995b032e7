package io.verbatim.query.projection;

import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.RecordedMessage;
import io.verbatim.api.SizedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/// Reads the log from some position on, in portions. For one thread at a time.
public final class EventReader implements AutoCloseable {

    private final BlockingStream<TrackedEventMessage<?>> stream;

    private EventReader(BlockingStream<TrackedEventMessage<?>> stream) {
        this.stream = stream;
    }

    /// Reads from here on.
    ///
    /// @param position of the event before the first one
    public static EventReader open(StreamableMessageSource<TrackedEventMessage<?>> source, long position) {
        return new EventReader(source.openStream(position == 0 ? null : new GlobalSequenceTrackingToken(position)));
    }

    /// Takes what is there.
    ///
    /// @param most how many events
    /// @param bytes with more of them the portion ends, too
    /// @param waitMillis how long it waits for the first one
    /// @return empty if there is none
    /// @throws FoldFailedException if something else than an event of ours comes
    public List<RecordedEvent> read(int most, long bytes, int waitMillis) throws InterruptedException {
        List<RecordedEvent> events = new ArrayList<>();
        long size = 0;
        int wait = waitMillis;
        while (events.size() < most && size < bytes && stream.hasNextAvailable(wait, TimeUnit.MILLISECONDS)) {
            RecordedEvent event = recorded(stream.nextAvailable());
            events.add(event);
            size += event.event() instanceof SizedEvent sized ? sized.storedBytes() : SizedEvent.SMALL;
            wait = 0;
        }
        return events;
    }

    private static RecordedEvent recorded(TrackedEventMessage<?> message) {
        if (message instanceof RecordedMessage ready) {
            return ready.recorded();
        }
        if (message.trackingToken() instanceof GlobalSequenceTrackingToken token
                && message instanceof DomainEventMessage<?> domain
                && message.getPayload() instanceof Event event) {
            return new RecordedEvent(
                    token.getGlobalIndex(),
                    message.getTimestamp(),
                    domain.getAggregateIdentifier(),
                    domain.getSequenceNumber(),
                    EventMetadata.of(message.getMetaData()),
                    event);
        }
        throw new FoldFailedException(
                "event: %s at %s (expected: an event of an aggregate, at a position)"
                        .formatted(message.getPayloadType().getName(), message.trackingToken()),
                null);
    }

    @Override
    public void close() {
        stream.close();
    }
}
