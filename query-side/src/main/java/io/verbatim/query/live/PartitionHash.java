package io.verbatim.query.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.ConversationId;

/// Which router partition an event belongs to: that of its conversation, else of its person, whose account
/// and presence belong together, else of its gateway. The same in every process, so that all mean the same
/// partition by a number.
///
/// @param count how many partitions there are
record PartitionHash(int count) {

    PartitionHash {
        if (count <= 0) {
            throw new IllegalArgumentException("partitions: " + count + " (expected: > 0)");
        }
    }

    int of(RecordedEvent event) {
        return count == 1 ? 0 : ofAggregate(event.aggregateId());
    }

    int of(ConversationId conversation) {
        return count == 1 ? 0 : ofAggregate(conversation.aggregateId());
    }

    /// The kind counts for nothing. String's hash is the same in every process; its lowest bits alone are
    /// not even.
    private int ofAggregate(String aggregateId) {
        int hash = aggregateId.substring(aggregateId.indexOf(':') + 1).hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x45d9f3b;
        return Math.floorMod(hash ^ (hash >>> 16), count);
    }
}
