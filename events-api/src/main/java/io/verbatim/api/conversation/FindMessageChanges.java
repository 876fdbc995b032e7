package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import java.util.List;

/// Messages that perhaps have changed, as they now stand, and for whom: what a gateway tells after live events, many
/// messages in one question. Answered by [MessageChanges]. Asks for no permission: the router has chosen whom it
/// concerns; but who has hidden or cleared a message is not told of it.
///
/// @param asked which messages
/// @param atLeast the position up to which it must be told
public record FindMessageChanges(List<Asked> asked, AtLeast atLeast) implements Query<MessageChanges> {

    public FindMessageChanges {
        asked = List.copyOf(asked);
    }

    /// A message.
    ///
    /// @param conversationId where
    /// @param seq which
    /// @param readers who would be told
    public record Asked(ConversationId conversationId, long seq, List<Uid> readers) {

        public Asked {
            readers = List.copyOf(readers);
        }
    }
}
