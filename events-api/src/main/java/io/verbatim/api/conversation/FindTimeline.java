package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;

/// A page of a conversation's messages. Answered by [TimelinePage]; refused with `NOT_FOUND`.
///
/// @param caller who asks
/// @param conversationId of which
/// @param range which part
/// @param limit how many at most
/// @param atLeast how much it must have seen
public record FindTimeline(Uid caller, ConversationId conversationId, Range range, int limit, AtLeast atLeast)
        implements Query<TimelinePage> {

    /// Which part of a timeline.
    public sealed interface Range {

        /// The newest messages.
        record Newest() implements Range {}

        /// Those just before this `seq`.
        record Before(long seq) implements Range {}

        /// Those just after this `seq`.
        record After(long seq) implements Range {}

        /// This `seq` in the middle.
        record Around(long seq) implements Range {}
    }
}
