package io.verbatim.api.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.UUID;

/// An event as it is stored, undecoded.
///
/// @param position its place in the whole log, from 1, without gaps
/// @param at when it was queued, in milliseconds
/// @param eventId Axon's identifier of it
/// @param type its logical name
/// @param revision the revision of its shape
/// @param aggregateId the aggregate, with its kind
/// @param aggregateType the aggregate's type; never a class name
/// @param sequence its place in the aggregate's stream, from 0
/// @param metadata who made it, by key
/// @param payload the event, as JSON
@SuppressWarnings("ArrayRecordComponent") // compared by content below; never changed
public record EventRecord(
        long position,
        Instant at,
        UUID eventId,
        String type,
        int revision,
        String aggregateId,
        String aggregateType,
        long sequence,
        SortedMap<String, String> metadata,
        byte[] payload) {

    @Override
    public boolean equals(Object other) {
        return other instanceof EventRecord that
                && position == that.position
                && at.equals(that.at)
                && eventId.equals(that.eventId)
                && type.equals(that.type)
                && revision == that.revision
                && aggregateId.equals(that.aggregateId)
                && aggregateType.equals(that.aggregateType)
                && sequence == that.sequence
                && metadata.equals(that.metadata)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(position) * 31 + eventId.hashCode();
    }
}
