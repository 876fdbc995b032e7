package io.verbatim.api;

/// Something that has happened, and is recorded for ever. Says what is true afterwards and needs no neighbour to be
/// understood, but for its record, which has the aggregate, the order and the time.
///
/// Stored under a logical name (see [io.verbatim.api.record.EventTypes]): add a type or a revision, never change one.
public interface Event {}
