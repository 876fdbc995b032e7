package io.verbatim.query.answers;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Versioned;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Waits until the views have seen what a query must see. Blocks no caller.
final class Freshness {

    private final Progress progress;
    private final Versions versions;
    private final Executor readers;

    /// @param readers where versions are looked up
    Freshness(Progress progress, Versions versions, Executor readers) {
        this.progress = progress;
        this.versions = versions;
        this.readers = readers;
    }

    /// Completes once everything asked for is in the views, on any thread. It may take for ever: `given`
    /// tells when nobody waits any more.
    CompletableFuture<Void> reached(Query<?> query, CompletableFuture<?> given) {
        AtLeast atLeast = query.atLeast();
        CompletableFuture<Void> reached = waitFor(atLeast.position(), given);
        return atLeast.versions().isEmpty()
                ? reached
                : reached.thenComposeAsync(there -> versionsReached(query, given), readers);
    }

    /// Of what has the version already only its place is waited for: it is not looked at again, since in a busy
    /// conversation there would always be a later one.
    private CompletableFuture<Void> versionsReached(Query<?> query, CompletableFuture<?> given) {
        long position = progress.position();
        long needed = position;
        for (Map.Entry<ConversationId, Long> entry : query.atLeast().versions().entrySet()) {
            Versioned<Long> seen = versions.of(entry.getKey(), query.caller());
            if (seen.document() < entry.getValue()) {
                return waitFor(position + 1, given).thenComposeAsync(there -> versionsReached(query, given), readers);
            }
            needed = Math.max(needed, seen.position());
        }
        return needed == position ? CompletableFuture.completedFuture(null) : waitFor(needed, given);
    }

    private CompletableFuture<Void> waitFor(long position, CompletableFuture<?> given) {
        CompletableFuture<Void> reached = progress.reached(position);
        if (!reached.isDone()) {
            CompletableFuture<?> _ = given.whenComplete((answer, failure) -> reached.cancel(false));
        }
        return reached;
    }
}
