package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import java.util.List;

/// The watermarks of some members, as they now stand: what a gateway tells after a live `receipts-recorded`, many
/// conversations in one question. Answered by [ReceiptChanges]. Asks for no permission: the router has chosen whom it
/// concerns.
///
/// @param changes what has moved
/// @param atLeast the position up to which it must be told
public record FindReceiptChanges(List<Moved> changes, AtLeast atLeast) implements Query<ReceiptChanges> {

    public FindReceiptChanges {
        changes = List.copyOf(changes);
    }

    /// Members of one conversation whose watermarks have moved.
    ///
    /// @param conversationId where
    /// @param members their member numbers
    public record Moved(ConversationId conversationId, List<Integer> members) {

        public Moved {
            members = List.copyOf(members);
        }
    }
}
