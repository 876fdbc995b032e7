package io.verbatim.api.account;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import java.util.List;

/// How some people stand to one: what decides who may see whose presence. Answered by [Relations].
///
/// @param viewer to whom
/// @param people whose relations
/// @param atLeast how much it must have seen
public record FindRelations(Uid viewer, List<Uid> people, AtLeast atLeast) implements Query<Relations> {

    public FindRelations {
        people = List.copyOf(people);
    }
}
