package io.verbatim.gateway.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// One thread that parses the frames of its connections, in the order in which they were added. Whatever has come
/// while it was busy is taken at once, so that many frames cost one wake-up.
final class ParserLane implements Runnable, AutoCloseable {
    private final FrameParser parser;
    private final ParserMeters meters;
    private final AtomicLong queuedInAll;
    private final long limitInAll;
    private final Thread thread;

    private final Object lock = new Object();
    private List<Entry> added = new ArrayList<>();

    private final AtomicBoolean idle = new AtomicBoolean();
    private volatile boolean closed;

    ParserLane(String name, FrameParser parser, ParserMeters meters, AtomicLong queuedInAll, long limitInAll) {
        this.parser = parser;
        this.meters = meters;
        this.queuedInAll = queuedInAll;
        this.limitInAll = limitInAll;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
    }

    void start() {
        thread.start();
    }

    FrameParser parser() {
        return parser;
    }

    ParserMeters meters() {
        return meters;
    }

    /// Puts an item behind the others; it is not looked at before [#kick].
    ///
    /// @return whether more waits in all than shall
    boolean add(Inbox inbox, Object item, int size) {
        synchronized (lock) {
            added.add(new Entry(inbox, item));
        }
        return size > 0 && queuedInAll.addAndGet(size) > limitInAll;
    }

    void done(int size) {
        queuedInAll.addAndGet(-size);
    }

    void kick() {
        if (idle.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        List<Entry> batch = new ArrayList<>();
        while (!closed) {
            batch = swap(batch);
            if (batch.isEmpty()) {
                await();
            } else {
                batch.forEach(Entry::run);
                batch.clear();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private List<Entry> swap(List<Entry> empty) {
        synchronized (lock) {
            List<Entry> full = added;
            added = empty;
            return full;
        }
    }

    private void await() {
        idle.set(true);
        if (isEmpty() && !closed) {
            LockSupport.park(this);
        }
        idle.set(false);
    }

    private boolean isEmpty() {
        synchronized (lock) {
            return added.isEmpty();
        }
    }

    private record Entry(Inbox inbox, Object item) {
        void run() {
            inbox.run(item);
        }
    }
}
