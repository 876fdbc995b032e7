package io.verbatim.api;

import java.time.Instant;

/// An answer to a command that shows the time of the event it recorded. A handler cannot know that time (the log sets
/// it when the event is queued), so the command bus completes the answer before it is given.
///
/// @param <T> the answer itself
public interface StampedAnswer<T extends StampedAnswer<T>> {

    /// Whether the time is still missing.
    boolean awaitsTime();

    /// This answer, with the stored time of the event.
    T stampedAt(Instant storedAt);
}
