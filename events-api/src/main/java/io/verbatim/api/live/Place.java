package io.verbatim.api.live;

/// How far a router partition has come.
///
/// @param partition the partition
/// @param position the last position of the log that it has routed
public record Place(int partition, long position) {}
