package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import java.util.List;

/// What concerns people alone, by state: what they have changed for themselves, and that the other of a
/// direct conversation has left. What a gateway tells after live events, many conversations in one
/// question. Answered by [OwnChanges]. Asks for no permission: the router has chosen whom it concerns.
///
/// @param asked whose, where
/// @param atLeast the position up to which it must be told
public record FindOwnChanges(List<Asked> asked, AtLeast atLeast) implements Query<OwnChanges> {

    public FindOwnChanges {
        asked = List.copyOf(asked);
    }

    /// One person in one conversation.
    ///
    /// @param after the position after which it has changed
    public record Asked(ConversationId conversationId, Uid person, long after) {}
}
