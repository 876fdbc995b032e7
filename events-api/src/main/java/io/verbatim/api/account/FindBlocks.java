package io.verbatim.api.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// Whom a person blocks. Answered by [PeoplePage].
///
/// @param person who blocks
/// @param limit how many at most
/// @param after the `next` of the page before
/// @param atLeast how much it must have seen
public record FindBlocks(Uid person, int limit, @Nullable String after, AtLeast atLeast) implements Query<PeoplePage> {}
