package io.verbatim.command.log;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The newest synced events, as objects. One thread adds, any number read. Bounded by number and by bytes:
/// what falls out has to be read from the store.
final class Ring {

    private final AtomicReferenceArray<@Nullable LoggedEvent> slots;
    private final int mask;
    private final long bytesLimit;
    private long bytes;
    private long eldest;
    private volatile long last;

    /// @param events how many are kept, rounded up to a power of two
    /// @param bytes bound of their stored size together
    /// @param last the log's last position; events up to it are not here
    Ring(int events, long bytes, long last) {
        int size = Math.max(2, Integer.highestOneBit(Math.max(1, events - 1)) << 1);
        this.slots = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
        this.bytesLimit = bytes;
        this.last = last;
        this.eldest = last + 1;
    }

    /// The last synced position.
    long last() {
        return last;
    }

    /// The event at a position, or null if it is not here any more.
    @Nullable
    LoggedEvent get(long position) {
        LoggedEvent event = slots.getAcquire(slot(position));
        return event != null && event.position() == position ? event : null;
    }

    /// Adds what was synced together, in log order; readers see all of it from the return on.
    void add(List<LoggedEvent> events) {
        for (LoggedEvent event : events) {
            int slot = slot(event.position());
            LoggedEvent replaced = slots.getPlain(slot);
            if (replaced != null) {
                forget(replaced);
            }
            slots.setRelease(slot, event);
            bytes += event.size();
            while (bytes > bytesLimit && eldest < event.position()) {
                dropEldest();
            }
        }
        last = events.getLast().position();
    }

    private void dropEldest() {
        LoggedEvent event = slots.getPlain(slot(eldest));
        if (event != null && event.position() == eldest) {
            slots.setRelease(slot(eldest), null);
            forget(event);
        } else {
            eldest++;
        }
    }

    private void forget(LoggedEvent event) {
        bytes -= event.size();
        eldest = Math.max(eldest, event.position() + 1);
    }

    private int slot(long position) {
        return (int) (position & mask);
    }
}
