package io.verbatim.command.log;

import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.record.EventRecordCodec;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;

/// One event of the log, on its way in or read back. The object lives from the decision to the last reader
/// that finds it in the ring, so that it is encoded once and decoded never.
///
/// Stamped once, under the queue's lock, before any other thread sees it.
final class LoggedEvent {

    private final String aggregateType;
    private final String aggregateId;
    private final long sequence;
    private final Message<?> message;
    private final EventMetadata metadata;
    private final int size;
    private byte @Nullable [] record;
    private long position;
    private Instant at = Instant.EPOCH;
    private @Nullable RecordedEvent recorded; // whoever needs it first makes it; two of them are equal

    /// @param message identifier, event and metadata; nothing else of it is used
    /// @param record the canonical bytes; position and time in them may still be missing
    LoggedEvent(
            String aggregateType,
            String aggregateId,
            long sequence,
            Message<?> message,
            EventMetadata metadata,
            byte[] record) {
        this.aggregateType = aggregateType;
        this.aggregateId = aggregateId;
        this.sequence = sequence;
        this.message = message;
        this.metadata = metadata;
        this.record = record;
        this.size = record.length;
    }

    /// Gives it its place in the log.
    void stamp(long newPosition, Instant newAt) {
        position = newPosition;
        at = newAt;
        if (record != null) {
            EventRecordCodec.stamp(record, newPosition, newAt);
        }
    }

    String aggregateId() {
        return aggregateId;
    }

    long sequence() {
        return sequence;
    }

    Event event() {
        return (Event) message.getPayload();
    }

    /// The stored size, in bytes.
    int size() {
        return size;
    }

    long position() {
        return position;
    }

    Instant at() {
        return at;
    }

    /// The canonical bytes, given away: whoever keeps the event from now on keeps the object only.
    byte[] takeRecord() {
        byte[] bytes = record;
        if (bytes == null) {
            throw new IllegalStateException("record: already taken (expected: one writer)");
        }
        record = null;
        return bytes;
    }

    RecordedEvent recorded() {
        RecordedEvent made = recorded;
        if (made == null) {
            made = new RecordedEvent(position, at, aggregateId, sequence, metadata, event());
            recorded = made;
        }
        return made;
    }

    DomainEventMessage<?> domain() {
        return new GenericDomainEventMessage<>(aggregateType, aggregateId, sequence, message, this::at);
    }

    TrackedEventMessage<?> tracked() {
        return new LoggedMessage<>(recorded(), aggregateType, message);
    }
}
