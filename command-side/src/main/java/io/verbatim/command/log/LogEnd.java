package io.verbatim.command.log;

import java.time.Instant;

/// The end of the log.
///
/// @param position of the last event; 0 if there is none
/// @param at its time; the beginning of time if there is none
record LogEnd(long position, Instant at) {

    static final LogEnd EMPTY = new LogEnd(0, Instant.EPOCH);
}
