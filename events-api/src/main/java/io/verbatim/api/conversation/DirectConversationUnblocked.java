package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// One of the two no longer blocks the other.
///
/// @param by the member number of who blocked
/// @param members the two people, in the order of their member numbers (1, 2)
public record DirectConversationUnblocked(int by, List<Uid> members) implements ConversationEvent {

    public DirectConversationUnblocked {
        members = List.copyOf(members);
    }
}
