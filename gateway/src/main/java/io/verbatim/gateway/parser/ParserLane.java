package io.verbatim.gateway.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread on which the frames of its connections are handled, in the order in which they were added. Whatever has
/// come while it was busy is taken at once, so that many frames cost one wake-up.
abstract sealed class ParserLane implements Runnable, AutoCloseable permits LocalLane, RemoteLane {
    private static final Logger LOG = LoggerFactory.getLogger(ParserLane.class);

    private final ParserMeters meters;
    private final AtomicLong queuedInAll;
    private final long limitInAll;
    private final Thread thread;

    private final Object lock = new Object();
    private List<Runnable> added = new ArrayList<>();

    private final AtomicBoolean idle = new AtomicBoolean();
    private volatile boolean closed;

    ParserLane(String name, ParserMeters meters, AtomicLong queuedInAll, long limitInAll) {
        this.meters = meters;
        this.queuedInAll = queuedInAll;
        this.limitInAll = limitInAll;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
    }

    /// On the lane: a frame, in the order in which they came. Its inbox is to be told, in that order, what became of
    /// it.
    abstract void take(Inbox inbox, byte[] frame);

    /// On the lane: all that waited was taken.
    abstract void taken();

    void start() {
        thread.start();
    }

    ParserMeters meters() {
        return meters;
    }

    /// Puts a frame behind the others; it is not looked at before [#kick].
    ///
    /// @return whether more waits in all than shall
    boolean add(Inbox inbox, byte[] frame, int size) {
        add(() -> take(inbox, frame));
        return queuedInAll.addAndGet(size) > limitInAll;
    }

    /// Runs something behind all that was added.
    void execute(Runnable task) {
        add(task);
        kick();
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
        List<Runnable> batch = new ArrayList<>();
        while (!closed) {
            batch = swap(batch);
            if (batch.isEmpty()) {
                await();
            } else {
                batch.forEach(ParserLane::guarded);
                batch.clear();
                guarded(this::taken);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void add(Runnable item) {
        synchronized (lock) {
            added.add(item);
        }
    }

    /// What a connection is to blame for does not come here.
    private static void guarded(Runnable item) {
        try {
            item.run();
        } catch (RuntimeException | Error fault) {
            LOG.error("A parser lane goes on after a fault", fault);
        }
    }

    private List<Runnable> swap(List<Runnable> empty) {
        synchronized (lock) {
            List<Runnable> full = added;
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
}
