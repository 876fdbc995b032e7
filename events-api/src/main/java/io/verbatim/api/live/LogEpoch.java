package io.verbatim.api.live;

/// Which history positions count in: made with the log, renewed when a backup is restored, not by a restart. A cursor
/// from another epoch cannot be honoured.
///
/// @param value random
/// @param restored whether this log was restored from a backup since it was made
public record LogEpoch(int value, boolean restored) {}
