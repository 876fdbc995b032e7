package io.verbatim.api;

/// Something that one aggregate is asked to do. Commands on one aggregate are decided in the order in which they are
/// dispatched; the answer is given when all that it was decided on is durable.
public interface Command {

    /// The aggregate that decides: it picks the lane, and between processes the owner.
    String aggregateId();
}
