package io.verbatim.api;

/// A message of the log that has the event's record with it: its reader need not put it together.
public interface RecordedMessage {

    /// The event, with its record.
    RecordedEvent recorded();
}
