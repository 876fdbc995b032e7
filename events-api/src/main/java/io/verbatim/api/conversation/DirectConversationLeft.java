package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// One of the two has deleted its account: nobody writes here any more. May be the first event of a stream,
/// which is then no conversation.
///
/// @param by the member number of who has left
/// @param members the two people, in the order of their member numbers (1, 2)
public record DirectConversationLeft(int by, List<Uid> members) implements ConversationEvent {

    public DirectConversationLeft {
        members = List.copyOf(members);
    }
}
