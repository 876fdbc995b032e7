package io.verbatim.command.log;

import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.record.EventPayloads;
import io.verbatim.api.record.EventRecord;
import io.verbatim.api.record.EventRecordCodec;
import io.verbatim.api.record.EventType;
import io.verbatim.api.record.EventTypes;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;

/// Axon's event messages to canonical records and back.
final class Records {

    private final EventPayloads payloads = new EventPayloads();

    /// An event to be appended, encoded already: this runs on the lane, not on the writer.
    ///
    /// @throws IllegalArgumentException if it cannot be stored: not of an aggregate, not a known [Event],
    ///     or its identifier is no UUID
    LoggedEvent encode(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> domain) || !(message.getPayload() instanceof Event event)) {
            throw new IllegalArgumentException("event: "
                    + message.getPayloadType().getName() + " (expected: an Event, published by an aggregate)");
        }
        EventType type = EventTypes.of(event.getClass());
        EventMetadata metadata = EventMetadata.of(message.getMetaData());
        Map<String, String> stored = metadata.asMap();
        byte[] record = EventRecordCodec.encode(new EventRecord(
                0,
                Instant.EPOCH,
                UUID.fromString(message.getIdentifier()),
                type.name(),
                type.revision(),
                domain.getAggregateIdentifier(),
                domain.getType(),
                domain.getSequenceNumber(),
                new TreeMap<>(stored),
                payloads.write(event)));
        return new LoggedEvent(
                domain.getType(),
                domain.getAggregateIdentifier(),
                domain.getSequenceNumber(),
                asStored(message, stored),
                metadata,
                record);
    }

    /// An event that was stored.
    LoggedEvent decode(byte[] bytes) {
        EventRecord stored = EventRecordCodec.decode(bytes);
        LoggedEvent logged = new LoggedEvent(
                stored.aggregateType(),
                stored.aggregateId(),
                stored.sequence(),
                new GenericMessage<>(stored.eventId().toString(), payloads.read(stored), stored.metadata()),
                EventMetadata.of(stored.metadata()),
                bytes);
        logged.takeRecord();
        logged.stamp(stored.position(), stored.at());
        return logged;
    }

    /// What is read from the ring has the metadata that would be read from the store.
    private static Message<?> asStored(EventMessage<?> message, Map<String, String> stored) {
        Map<String, ?> given = message.getMetaData();
        return given.size() == stored.size() && given.keySet().containsAll(stored.keySet())
                ? message
                : new GenericMessage<>(message.getIdentifier(), message.getPayload(), stored);
    }
}
