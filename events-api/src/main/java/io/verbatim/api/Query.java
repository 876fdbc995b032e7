package io.verbatim.api;

import org.jspecify.annotations.Nullable;

/// Something that is asked of the views. Dispatched over the query bus under its class name; a refusal comes as the
/// details of the exception.
///
/// @param <A> the answer's type
public interface Query<A> {

    /// Who asks, or null: the gateway itself. A conversation that does not exist for the caller has no version
    /// for [#atLeast] either, however long the query waits.
    default @Nullable Uid caller() {
        return null;
    }

    /// How much of the log the answer must have seen.
    AtLeast atLeast();
}
