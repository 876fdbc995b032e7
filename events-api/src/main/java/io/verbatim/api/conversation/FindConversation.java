package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;

/// A conversation as one of its members sees it. Refused with `NOT_FOUND` if it does not exist for the caller.
///
/// @param caller who asks
/// @param conversationId which
/// @param atLeast how much it must have seen
public record FindConversation(Uid caller, ConversationId conversationId, AtLeast atLeast)
        implements Query<ConversationView> {}
