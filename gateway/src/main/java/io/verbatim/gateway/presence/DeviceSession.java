package io.verbatim.gateway.presence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One device's connections here, and what the command side knows of them. What was recorded under another epoch is
/// none of this gateway's any more: it closes with that. Guarded by [SessionTable].
final class DeviceSession {
    /// Negative for a moment, when a connection ends while it is counted.
    private int sockets;

    /// The epoch under which it is open for the command side; null: it is not.
    private @Nullable String recorded;

    /// Whether a command is unanswered.
    private boolean busy;

    /// Whether it is looked at again later.
    private boolean waits;

    private Instant awaySince = Instant.EPOCH;
    private Instant lastActiveAt = Instant.EPOCH;

    void opened() {
        sockets++;
    }

    void closed(Instant now, Instant activeAt) {
        sockets--;
        awaySince = now;
        lastActiveAt = activeAt.isAfter(lastActiveAt) ? activeAt : lastActiveAt;
    }

    void looked() {
        waits = false;
    }

    /// A command is answered.
    ///
    /// @param epoch under which it is open now; null: it is not
    void recorded(@Nullable String epoch) {
        busy = false;
        recorded = epoch;
    }

    /// It is looked at again later.
    void failed() {
        busy = false;
        waits = true;
    }

    Instant lastActiveAt() {
        return lastActiveAt;
    }

    Instant dueAt(Duration threshold) {
        return awaySince.plus(threshold);
    }

    /// What is to be done now.
    Step next(Instant now, Duration threshold, String epoch) {
        boolean here = sockets > 0;
        boolean open = epoch.equals(recorded);
        if (busy || here == open) {
            return sockets == 0 && !open && !busy && !waits ? Step.FORGET : Step.NOTHING;
        }
        if (here || !now.isBefore(dueAt(threshold))) {
            busy = true;
            return here ? Step.OPEN : Step.CLOSE;
        }
        if (waits) {
            return Step.NOTHING;
        }
        waits = true;
        return Step.WAIT;
    }

    /// What can be to be done.
    enum Step {
        NOTHING,
        OPEN,
        CLOSE,
        WAIT,
        FORGET
    }
}
