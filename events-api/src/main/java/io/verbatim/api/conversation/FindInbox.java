package io.verbatim.api.conversation;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// A page of somebody's inbox, by last activity, newest first. Answered by [InboxPage].
///
/// @param owner whose
/// @param limit how many entries at most
/// @param before the `next` of the page before; null: the newest
/// @param atLeast how much it must have seen
public record FindInbox(Uid owner, int limit, @Nullable String before, AtLeast atLeast) implements Query<InboxPage> {}
