package io.verbatim.api.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import java.util.List;

/// The profiles of some people; who has no account is left out. Answered by [Profiles].
///
/// @param people whose
/// @param atLeast how much it must have seen
public record FindProfiles(List<Uid> people, AtLeast atLeast) implements Query<Profiles> {

    public FindProfiles {
        people = List.copyOf(people);
    }
}
