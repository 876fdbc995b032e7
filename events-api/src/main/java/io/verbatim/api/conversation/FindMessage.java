package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;

/// One message, as one of those who see it does. Answered by [MessageView]; refused with `NOT_FOUND`, also if it is
/// hidden from the caller, or cleared.
///
/// @param caller who asks
/// @param conversationId of which conversation
/// @param seq which message
/// @param atLeast how much it must have seen
public record FindMessage(Uid caller, ConversationId conversationId, long seq, AtLeast atLeast)
        implements Query<MessageView> {}
