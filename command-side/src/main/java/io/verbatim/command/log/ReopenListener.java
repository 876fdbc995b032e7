package io.verbatim.command.log;

import java.util.concurrent.CompletionStage;

/// Is told that the log was reopened after a failed write: some events that were queued, and were decided
/// on, may not be in it.
@FunctionalInterface
public interface ReopenListener {

    /// Called on the log's writing thread when the log can be read again, before it takes appends. It takes
    /// none until the returned stage has completed: by then, nothing that was loaded or decided before may
    /// be used any more.
    ///
    /// @param generation the log's generation from now on
    CompletionStage<?> reopened(long generation);
}
