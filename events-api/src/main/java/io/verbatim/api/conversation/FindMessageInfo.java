package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// Whom a message has reached, and who has read it, and when. Answered by [MessageInfo]; refused with `NOT_FOUND`.
///
/// @param caller who asks; anybody who sees the message may
/// @param conversationId of which conversation
/// @param seq of which message
/// @param limit how many members at most
/// @param after the `next` of the page before
/// @param atLeast how much it must have seen
public record FindMessageInfo(
        Uid caller,
        ConversationId conversationId,
        long seq,
        int limit,
        @Nullable String after,
        AtLeast atLeast) implements Query<MessageInfo> {}
