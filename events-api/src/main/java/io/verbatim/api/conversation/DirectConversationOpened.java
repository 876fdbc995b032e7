package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// A person has opened the direct conversation: recorded once for each of the two. Until the first message it exists
/// only for those who opened it.
///
/// @param by the member number of who opened it
/// @param members the two people, in the order of their member numbers (1, 2)
public record DirectConversationOpened(int by, List<Uid> members) implements ConversationEvent {

    public DirectConversationOpened {
        members = List.copyOf(members);
    }
}
