package io.verbatim.command.log;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/// The synced events from some position on, for one reader. Newest events come from the ring, others from
/// the store in portions; the reader is woken after each sync.
final class LogStream implements BlockingStream<TrackedEventMessage<?>>, Runnable {

    private static final int PORTION_EVENTS = 2_000;
    private static final long PORTION_BYTES = 1 << 20;

    private final LogReaders log;
    private final Queue<byte[]> portion = new ArrayDeque<>();
    private long position;
    private @Nullable TrackedEventMessage<?> peeked;
    private volatile @Nullable Runnable callback;
    private volatile @Nullable Thread waiting;
    private volatile boolean closed;

    /// @param position of the event before the first one
    LogStream(LogReaders log, long position) {
        this.log = log;
        this.position = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return Optional.ofNullable(look());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (look() != null) {
            return true;
        }
        return timeout > 0 && await(unit.toNanos(timeout)) != null;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        TrackedEventMessage<?> next = look();
        while (next == null) {
            if (closed) {
                throw new IllegalStateException("stream: closed (expected: open)");
            }
            next = await(Long.MAX_VALUE);
        }
        peeked = null;
        return next;
    }

    /// Gives the next event away if there is one.
    boolean poll(Consumer<? super TrackedEventMessage<?>> taker) {
        TrackedEventMessage<?> next = look();
        if (next == null) {
            return false;
        }
        peeked = null;
        taker.accept(next);
        return true;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        callback = onAvailable;
        if (log.ring().last() > position) {
            onAvailable.run();
        }
        return true;
    }

    /// Something was synced, or the stream was closed.
    @Override
    public void run() {
        Thread reader = waiting;
        if (reader != null) {
            LockSupport.unpark(reader);
        }
        Runnable onAvailable = callback;
        if (onAvailable != null) {
            onAvailable.run();
        }
    }

    @Override
    public void close() {
        closed = true;
        log.remove(this);
        Thread reader = waiting;
        if (reader != null) {
            LockSupport.unpark(reader);
        }
    }

    private @Nullable TrackedEventMessage<?> await(long nanos) throws InterruptedException {
        long deadline = nanos == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + nanos;
        waiting = Thread.currentThread();
        try {
            TrackedEventMessage<?> next = look();
            while (next == null && !closed) {
                long left = deadline == Long.MAX_VALUE ? nanos : deadline - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                next = look();
            }
            return next;
        } finally {
            waiting = null;
        }
    }

    private @Nullable TrackedEventMessage<?> look() {
        if (peeked == null && !closed) {
            LoggedEvent next = next();
            if (next != null) {
                position = next.position();
                peeked = next.tracked();
            }
        }
        return peeked;
    }

    private @Nullable LoggedEvent next() {
        byte[] stored = portion.poll();
        if (stored != null) {
            return log.records().decode(stored);
        }
        long last = log.ring().last();
        if (position >= last) {
            return null;
        }
        LoggedEvent recent = log.ring().get(position + 1);
        if (recent != null) {
            return recent;
        }
        portion.addAll(log.store().events(position + 1, last, PORTION_EVENTS, PORTION_BYTES));
        return log.records().decode(portion.remove());
    }
}
