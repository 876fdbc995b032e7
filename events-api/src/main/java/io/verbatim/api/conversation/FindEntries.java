package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import java.util.List;

/// Some entries of somebody's inbox; those which do not exist for the owner are left out. Answered by [InboxPage].
///
/// @param owner whose
/// @param conversations which, in the order of the answer
/// @param atLeast how much it must have seen
public record FindEntries(Uid owner, List<ConversationId> conversations, AtLeast atLeast) implements Query<InboxPage> {

    public FindEntries {
        conversations = List.copyOf(conversations);
    }
}
