package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// Messages in whose text all of these words occur, newest first, as far as the caller sees them. Answered by
/// [MessagesFound]; refused with `NOT_FOUND` if the conversation does not exist for the caller.
///
/// @param caller who asks
/// @param words what is searched for, not blank; without regard to case and accents
/// @param conversationId in which conversation; null: in all of the caller's
/// @param before the `next` of the page before; null: the newest
/// @param limit how many at most
/// @param atLeast how much it must have seen
public record SearchMessages(
        Uid caller,
        String words,
        @Nullable ConversationId conversationId,
        @Nullable String before,
        int limit,
        AtLeast atLeast)
        implements Query<MessagesFound> {}
