package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// Changes a message. Answered by [ConversationVersion], also when it was deleted for everyone, and stays so.
///
/// Refused with `NOT_FOUND` (the conversation or the message is not there for the caller), `FORBIDDEN` (another's),
/// `INVALID` (somebody mentioned is no member, nor was mentioned before).
///
/// @param conversationId where
/// @param by who asks
/// @param seq which message
/// @param patch what changes, already sealed
/// @param mentioned whom the message mentions already, as far as views know: they may stay, members or not
public record EditMessage(ConversationId conversationId, Uid by, long seq, MessagePatch patch, List<Uid> mentioned)
        implements ConversationCommand {

    @SuppressWarnings("RedundantNullCheck") // an empty list is not carried
    public EditMessage {
        mentioned = mentioned == null ? List.of() : List.copyOf(mentioned);
    }

    /// Of a message that mentions nobody.
    public EditMessage(ConversationId conversationId, Uid by, long seq, MessagePatch patch) {
        this(conversationId, by, seq, patch, List.of());
    }
}
