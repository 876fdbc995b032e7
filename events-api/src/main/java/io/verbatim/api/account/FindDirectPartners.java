package io.verbatim.api.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// All with whom a person has a direct conversation, whoever of the two has opened it: not for people to
/// see. Answered
/// by [PeoplePage].
///
/// @param person whose
/// @param limit how many at most
/// @param after the `next` of the page before
/// @param atLeast how much it must have seen
public record FindDirectPartners(
        Uid person, int limit, @Nullable String after, AtLeast atLeast) implements Query<PeoplePage> {}
