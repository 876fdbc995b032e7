package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Tells the direct conversation of two people that the account of one is deleted. Answered by
/// [ConversationAnswer],
/// also
/// when it knows already.
///
/// @param by whose account is deleted
/// @param with the other
public record LeaveDirectConversation(Uid by, Uid with) implements ConversationCommand {

    @Override
    public ConversationId conversationId() {
        return ConversationId.direct(by, with);
    }
}
