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
    /// @param members those who are members, as they now stand
    /// @param former those who have left: nobody else is told of theirs
    /// @param memberCount how many members the conversation has
    public record Changed(
            ConversationId conversationId, List<ReceiptView> members, List<ReceiptView> former, int memberCount) {

        private static final int TWO = 2;

        /// Watermarks of a direct conversation.
        public Changed(ConversationId conversationId, List<ReceiptView> members) {
            this(conversationId, members, List.of(), TWO);
        }

        public Changed {
            members = List.copyOf(members);
            former = List.copyOf(former);
        }
    }
}
