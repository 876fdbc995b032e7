package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Tells the direct conversation of two people that a block has ended. Answered by [ConversationAnswer],
/// also when it
/// knows
/// of none.
///
/// @param by who blocked
/// @param with the other
public record UnblockDirectConversation(Uid by, Uid with) implements ConversationCommand {

    @Override
    public ConversationId conversationId() {
        return ConversationId.direct(by, with);
    }
}
