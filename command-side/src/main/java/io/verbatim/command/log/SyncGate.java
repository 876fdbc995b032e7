package io.verbatim.command.log;

/// Stands between the log's writer and the disk: every synced write passes it, on the writer's thread.
/// Exists so that tests can hold a sync, or let it fail before or after it has happened.
@FunctionalInterface
public interface SyncGate {

    /// Lets everything through.
    SyncGate OPEN = SyncedWrite::run;

    /// Runs the write, or does not. Returning means that everything in it is durable; an exception that its
    /// outcome is unknown, and that the log has to be reopened.
    void pass(SyncedWrite write) throws Exception;

    /// One batch, written and synced as a whole.
    @FunctionalInterface
    interface SyncedWrite {

        /// Returns when the batch is durable.
        void run() throws Exception;
    }
}
