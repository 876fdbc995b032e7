package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// One of the two blocks the other: neither can start or continue the conversation. May be the first event
/// of a stream,
/// which is then not yet a conversation.
///
/// @param by the member number of who blocks
/// @param members the two people, in the order of their member numbers (1, 2)
public record DirectConversationBlocked(int by, List<Uid> members) implements ConversationEvent {

    public DirectConversationBlocked {
        members = List.copyOf(members);
    }
}
