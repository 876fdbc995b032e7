package io.verbatim.api.presence;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.Uid;
import java.util.List;

/// The presence of some people, each as one viewer may see it. Answered by [Presences], in the order of the looks.
///
/// @param looks who looks at whom
/// @param atLeast how much it must have seen
public record FindPresences(List<Look> looks, AtLeast atLeast) implements Query<Presences> {

    public FindPresences {
        looks = List.copyOf(looks);
    }

    /// Somebody looks at somebody.
    ///
    /// @param viewer who looks
    /// @param person at whom
    public record Look(Uid viewer, Uid person) {}
}
