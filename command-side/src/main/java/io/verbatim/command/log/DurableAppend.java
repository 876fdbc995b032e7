package io.verbatim.command.log;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Waits for an append.
final class DurableAppend implements PendingAppend.Waiter {

    private final CompletableFuture<Instant> known = new CompletableFuture<>();

    private DurableAppend() {}

    /// Returns when the append is durable.
    ///
    /// @throws LogOutcomeUnknownException if nobody knows
    static void await(PendingAppend append) {
        DurableAppend durable = new DurableAppend();
        append.whenKnown(durable);
        try {
            durable.known.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof LogOutcomeUnknownException unknown ? unknown : failure;
        }
    }

    @Override
    public void synced(Instant at) {
        known.complete(at);
    }

    @Override
    public void unknown(Throwable cause) {
        known.completeExceptionally(new LogOutcomeUnknownException("append: perhaps recorded", cause));
    }
}
