package io.verbatim.api;

/// Something that is asked of the views. Dispatched over the query bus under its class name; a refusal comes as the
/// details of the exception.
///
/// @param <A> the answer's type
public interface Query<A> {

    /// How much of the log the answer must have seen.
    AtLeast atLeast();
}
