package io.verbatim.command.log;

/// How much may wait for the writer.
///
/// @param events more are refused
/// @param bytes stored size; more are refused
/// @param streams of how many the end is kept in memory
record QueueLimits(int events, long bytes, int streams) {}
