package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// A page of the members' watermarks. Answered by [ReceiptsPage]; refused with `NOT_FOUND`.
///
/// @param caller who asks
/// @param conversationId of which
/// @param limit how many at most
/// @param after the `next` of the page before
/// @param atLeast how much it must have seen
public record FindReceipts(
        Uid caller,
        ConversationId conversationId,
        int limit,
        @Nullable String after,
        AtLeast atLeast) implements Query<ReceiptsPage> {}
