package io.verbatim.api.live;

import io.verbatim.api.RecordedEvent;
import java.util.List;

/// The log's new events, after their sync and in log order: the event objects themselves, neither read nor decoded
/// again.
public interface SyncedEvents {

    /// Calls the listener with everything that is synced from now on.
    ///
    /// @return everything up to this position was synced before, and is not shown to the listener
    long subscribe(Listener listener);

    void unsubscribe(Listener listener);

    /// The last synced position; 0 in an empty log.
    long position();

    /// Takes what was synced together. Called on the log's publishing thread: it must neither block nor throw.
    @FunctionalInterface
    interface Listener {
        void synced(List<RecordedEvent> events);
    }
}
