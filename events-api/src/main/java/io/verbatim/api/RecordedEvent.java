package io.verbatim.api;

import java.time.Instant;

/// An event with its record: what projections fold, and what the live feed carries. Only ever made of synced events.
///
/// @param position its place in the whole log, from 1, without gaps
/// @param at when it was queued for the log, in milliseconds; never earlier than the event before it
/// @param aggregateId the aggregate whose stream it stands in, with its kind
/// @param sequence its place in that stream, from 0
/// @param metadata who made it
/// @param event what happened
public record RecordedEvent(
        long position, Instant at, String aggregateId, long sequence, EventMetadata metadata, Event event) {

    /// The protocol's `version` of the aggregate, from 1, once this event has happened.
    public long version() {
        return sequence + 1;
    }
}
