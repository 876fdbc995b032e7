package io.verbatim.api.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// People whose user id or name begins so, without regard to case. Answered by [PeoplePage], in the order
/// of what was
/// found; the deleted are not found.
///
/// @param searcher who asks
/// @param beginning of user id or name, not blank
/// @param contactsOnly whether only contacts of the searcher are found
/// @param limit how many at most
/// @param after the `next` of the page before
/// @param atLeast how much it must have seen
public record SearchPeople(
        Uid searcher,
        String beginning,
        boolean contactsOnly,
        int limit,
        @Nullable String after,
        AtLeast atLeast) implements Query<PeoplePage> {}
