package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// Watermarks of some members have moved forward. Columns: the n-th entry of each list is about the same member, and
/// holds what is true afterwards, whether it moved or not.
///
/// @param members member numbers
/// @param delivered everything up to this `seq` has reached the member
/// @param read everything up to this `seq` was read by the member; never beyond `delivered`
/// @param former those of them, in any order, who have left: nobody else is told of theirs
public record ReceiptsRecorded(List<Integer> members, List<Long> delivered, List<Long> read, List<Uid> former)
        implements ConversationEvent {

    /// Of those who are members.
    public ReceiptsRecorded(List<Integer> members, List<Long> delivered, List<Long> read) {
        this(members, delivered, read, List.of());
    }

    @SuppressWarnings("RedundantNullCheck") // an empty list is not stored
    public ReceiptsRecorded {
        members = List.copyOf(members);
        delivered = List.copyOf(delivered);
        read = List.copyOf(read);
        former = former == null ? List.of() : List.copyOf(former);
    }
}
