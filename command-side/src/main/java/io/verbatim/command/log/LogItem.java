package io.verbatim.command.log;

/// What waits for the log's writer, in order.
sealed interface LogItem permits RecordGroup, QueuedSnapshot {}
