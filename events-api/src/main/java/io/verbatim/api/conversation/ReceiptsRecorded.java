package io.verbatim.api.conversation;

import java.util.List;

/// Watermarks of some members have moved forward. Columns: the n-th entry of each list is about the same member, and
/// holds what is true afterwards, whether it moved or not.
///
/// @param members member numbers
/// @param delivered everything up to this `seq` has reached the member
/// @param read everything up to this `seq` was read by the member; never beyond `delivered`
public record ReceiptsRecorded(List<Integer> members, List<Long> delivered, List<Long> read)
        implements ConversationEvent {

    public ReceiptsRecorded {
        members = List.copyOf(members);
        delivered = List.copyOf(delivered);
        read = List.copyOf(read);
    }
}
