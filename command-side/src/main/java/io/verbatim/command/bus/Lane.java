package io.verbatim.command.bus;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A queue with one thread of its own: what is put on it runs in that order, one after the other. A sleeping lane is
/// woken once for everything that piles up while it wakes.
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /// Looks at an empty queue this often before it sleeps: a wake-up costs more than the looks.
    private static final int SPINS = 20;

    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int limit;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    Lane(String name, int limit) {
        this.limit = limit;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Puts a task behind all others.
    ///
    /// @return false if so much is waiting, or the lane is closed, that the task was not taken
    boolean offer(Runnable task) {
        if (closed || waiting.get() >= limit) {
            return false;
        }
        enqueue(task);
        return true;
    }

    /// Puts a task behind all others, whatever is waiting.
    void enqueue(Runnable task) {
        waiting.incrementAndGet();
        queue.add(task);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    int waiting() {
        return waiting.get();
    }

    /// Runs what is waiting, takes no more, and ends.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int idle = 0;
        while (true) {
            Runnable task = queue.poll();
            if (task != null) {
                idle = 0;
                waiting.decrementAndGet();
                runOne(task);
            } else if (closed) {
                return;
            } else if (++idle > SPINS) {
                sleep();
                idle = 0;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void sleep() {
        asleep = true;
        if (queue.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private static void runOne(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            LOG.error("A task on a lane failed", fault);
        }
    }
}
