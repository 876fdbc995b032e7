package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Tells the direct conversation of two people of a block, which their accounts decide. Answered by
/// [ConversationAnswer],
/// also when it knows already.
///
/// @param by who blocks
/// @param with the other
public record BlockDirectConversation(Uid by, Uid with) implements ConversationCommand {

    @Override
    public ConversationId conversationId() {
        return ConversationId.direct(by, with);
    }
}
