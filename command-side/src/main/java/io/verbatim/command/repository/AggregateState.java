package io.verbatim.command.repository;

/// What every aggregate root here can say about itself.
public interface AggregateState {

    /// What it holds on the heap, roughly, in bytes.
    int heapBytes();

    /// Its state, to be stored as a snapshot.
    Object snapshot();
}
