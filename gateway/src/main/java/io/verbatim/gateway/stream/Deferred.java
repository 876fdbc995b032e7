package io.verbatim.gateway.stream;

import io.verbatim.api.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/// What waits for the views: one round is under way, everything that comes meanwhile is collected for the next. Guarded
/// by the feed.
final class Deferred {
    private DeferredRound collecting = new DeferredRound();
    private @Nullable DeferredRound running;

    /// Where to put something more.
    DeferredRound collecting() {
        return collecting;
    }

    /// Whether a message of this conversation has to wait for others.
    boolean delays(ConversationId conversation) {
        return collecting.delays(conversation) || (running != null && running.delays(conversation));
    }

    /// The next round, if it can begin.
    @Nullable
    DeferredRound begin() {
        if (running != null || collecting.isEmpty()) {
            return null;
        }
        running = collecting;
        collecting = new DeferredRound();
        return running;
    }

    /// Ends a round.
    ///
    /// @return false if it was dropped meanwhile
    boolean end(DeferredRound round) {
        if (running != round) {
            return false;
        }
        running = null;
        return true;
    }

    /// Drops everything: it will be asked for otherwise.
    void clear() {
        running = null;
        collecting = new DeferredRound();
    }

    /// The first position that was not told; [Long#MAX_VALUE] if nothing waits.
    long first() {
        return Math.min(collecting.first(), running == null ? Long.MAX_VALUE : running.first());
    }
}
