package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Opens the direct conversation with somebody, or finds the one there is. Answered by [ConversationOpening].
///
/// @param by who opens it
/// @param with the other; must be a registered person, which the gateway has looked up
public record OpenDirectConversation(Uid by, Uid with) implements ConversationCommand {

    /// @throws IllegalArgumentException if the two are the same
    public OpenDirectConversation {
        if (by.equals(with)) {
            throw new IllegalArgumentException("with: oneself (expected: somebody else)");
        }
    }

    @Override
    public ConversationId conversationId() {
        return ConversationId.direct(by, with);
    }
}
