package io.verbatim.query.projection;

import io.verbatim.api.RecordedEvent;

/// What is folded in the order of the log: everything about one conversation, or else one person, or one
/// epoch of a gateway. It is what
/// the event's aggregate is called within its kind. Partitions never touch each other's documents, and may be
/// folded side by side.
public final class FoldPartition {

    private FoldPartition() {}

    /// The partition of an event.
    ///
    /// @throws IllegalArgumentException if the aggregate's id does not say its kind
    public static String of(RecordedEvent event) {
        String aggregateId = event.aggregateId();
        int kind = aggregateId.indexOf(':');
        if (kind < 0) {
            throw new IllegalArgumentException("aggregateId: " + aggregateId + " (expected: kind:name)");
        }
        return aggregateId.substring(kind + 1);
    }
}
