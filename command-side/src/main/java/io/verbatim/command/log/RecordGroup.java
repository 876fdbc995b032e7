package io.verbatim.command.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All events of one unit of work: written as a whole, or not at all.
final class RecordGroup implements LogItem, PendingAppend {

    private static final Logger LOG = LoggerFactory.getLogger(RecordGroup.class);

    private final List<LoggedEvent> events = new ArrayList<>(1);
    private final long generation;
    private boolean queued;
    private @Nullable KnownAppend outcome;
    private @Nullable Waiter first;
    private @Nullable List<Waiter> others;

    /// @param generation the log's generation in which it was decided
    RecordGroup(long generation) {
        this.generation = generation;
    }

    long generation() {
        return generation;
    }

    List<LoggedEvent> events() {
        return events;
    }

    /// The stored size of all of it, in bytes.
    long size() {
        long size = 0;
        for (LoggedEvent event : events) {
            size += event.size();
        }
        return size;
    }

    boolean isQueued() {
        return queued;
    }

    void queued() {
        queued = true;
    }

    KnownAppend synced() {
        return new KnownAppend.Synced(events.getLast().at());
    }

    @Override
    public void whenKnown(Waiter waiter) {
        KnownAppend known = add(waiter);
        if (known != null) {
            known.whenKnown(waiter);
        }
    }

    private synchronized @Nullable KnownAppend add(Waiter waiter) {
        if (outcome == null) {
            if (first == null) {
                first = waiter;
            } else {
                others = others == null ? new ArrayList<>(4) : others;
                others.add(waiter);
            }
        }
        return outcome;
    }

    /// Calls all waiters, in the order in which they came; what they throw is logged.
    void complete(KnownAppend known) {
        Waiter firstOne;
        List<Waiter> more;
        synchronized (this) {
            outcome = known;
            firstOne = first;
            more = others;
            first = null;
            others = null;
        }
        if (firstOne != null) {
            call(known, firstOne);
        }
        if (more != null) {
            more.forEach(waiter -> call(known, waiter));
        }
    }

    private static void call(KnownAppend known, Waiter waiter) {
        try {
            known.whenKnown(waiter);
        } catch (RuntimeException | Error fault) {
            LOG.error("Somebody who waited for an append failed", fault);
        }
    }
}
