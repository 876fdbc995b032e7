package io.verbatim.gateway.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is to be written on one event loop: the connections that have something, and at most one task for all of them.
public final class LoopWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LoopWriter.class);

    private final Executor loop;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private final Object lock = new Object();
    private List<Connection> dirty = new ArrayList<>();
    private List<Connection> spare = new ArrayList<>();

    LoopWriter(Executor loop) {
        this.loop = loop;
    }

    /// Runs something on the event loop.
    public void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException shutDown) {
            // its channels are closed
        }
    }

    /// The connection has something; it is not looked at before [#kick].
    void add(Connection connection) {
        synchronized (lock) {
            dirty.add(connection);
        }
    }

    /// Wakes the event loop, once for all that was added.
    void kick() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            execute(this::write);
        }
    }

    private void write() {
        scheduled.set(false);
        List<Connection> batch;
        synchronized (lock) {
            batch = dirty;
            dirty = spare;
        }
        batch.forEach(LoopWriter::flush);
        batch.clear();
        // only this loop gets here
        spare = batch;
    }

    /// One that cannot be written must not silence the others.
    private static void flush(Connection connection) {
        try {
            connection.flush();
        } catch (RuntimeException | OutOfMemoryError fault) {
            LOG.error("A connection cannot be written", fault);
            connection.close(Closing.FAULT);
        }
    }
}
