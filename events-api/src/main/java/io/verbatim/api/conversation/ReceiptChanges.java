package io.verbatim.api.conversation;

import java.util.List;

/// The answer to [FindReceiptChanges].
///
/// @param changes one for each conversation that was asked for, in that order
public record ReceiptChanges(List<Changed> changes) {

    public ReceiptChanges {
        changes = List.copyOf(changes);
    }

    /// Watermarks of one conversation.
    ///
    /// @param conversationId where
    /// @param members as they now stand
    public record Changed(ConversationId conversationId, List<ReceiptView> members) {

        public Changed {
            members = List.copyOf(members);
        }
    }
}
