package io.verbatim.api.live;

import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.record.EventPayloads;
import io.verbatim.api.record.EventType;
import io.verbatim.api.record.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/// An event on its way to another process: under its stored name, with its stored payload.
///
/// @param position its place in the whole log
/// @param at when it was queued for the log
/// @param aggregateId the aggregate, with its kind
/// @param sequence its place in the aggregate's stream, from 0
/// @param metadata who made it, by key
/// @param type its logical name
/// @param revision the revision of its shape
/// @param payload the event, as JSON
public record CarriedEvent(
        long position,
        Instant at,
        String aggregateId,
        long sequence,
        Map<String, String> metadata,
        String type,
        int revision,
        String payload) {

    public CarriedEvent {
        metadata = Map.copyOf(metadata);
    }

    public static CarriedEvent of(RecordedEvent event, EventPayloads payloads) {
        EventType type = EventTypes.of(event.event().getClass());
        return new CarriedEvent(
                event.position(),
                event.at(),
                event.aggregateId(),
                event.sequence(),
                event.metadata().asMap(),
                type.name(),
                type.revision(),
                new String(payloads.write(event.event()), StandardCharsets.UTF_8));
    }

    /// The event itself.
    ///
    /// @throws IllegalArgumentException if this version of the program does not know its type
    public RecordedEvent event(EventPayloads payloads) {
        Event event = payloads.read(type, payload.getBytes(StandardCharsets.UTF_8));
        return new RecordedEvent(position, at, aggregateId, sequence, EventMetadata.of(metadata), event);
    }
}
