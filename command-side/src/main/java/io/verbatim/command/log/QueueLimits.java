package io.verbatim.command.log;

/// How much may wait for the writer.
///
/// @param events more are refused
/// @param bytes stored size; more are refused
record QueueLimits(int events, long bytes) {}
