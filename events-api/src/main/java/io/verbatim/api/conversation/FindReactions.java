package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// A page of the reactions to a message. Answered by [ReactionsPage]; refused with `NOT_FOUND`.
///
/// @param caller who asks; anybody who sees the message may
/// @param conversationId of which conversation
/// @param seq of which message
/// @param limit how many at most
/// @param after the `next` of the page before
/// @param atLeast how much it must have seen
public record FindReactions(
        Uid caller,
        ConversationId conversationId,
        long seq,
        int limit,
        @Nullable String after,
        AtLeast atLeast) implements Query<ReactionsPage> {}
