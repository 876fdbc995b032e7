package io.verbatim.command.log;

import java.time.Instant;

/// Something queued for the log's writer. The lane goes on; whoever must not answer before the sync waits
/// for it here.
public interface PendingAppend {

    /// Calls the waiter once, with the outcome; at once on the caller's thread if it is known already, else
    /// on the log's publishing thread, after everything queued earlier.
    void whenKnown(Waiter waiter);

    /// Takes the outcome.
    interface Waiter {

        /// All of it is durable.
        ///
        /// @param at the stored time of its last event
        void synced(Instant at);

        /// The write or the sync failed: it may or may not be in the log.
        void unknown(Throwable cause);
    }
}
