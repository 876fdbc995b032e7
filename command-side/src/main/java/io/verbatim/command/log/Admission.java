package io.verbatim.command.log;

/// Whether the queue takes appends, and why not. Used under the queue's lock, but for what others may ask
/// at any time.
final class Admission {

    private enum State {
        OPEN,
        REOPENING,
        CLOSED
    }

    private final QueueLimits limits;
    private final DiskSpace disk;
    private State state = State.OPEN;
    private volatile int events;
    private long bytes;
    private volatile long generation = 1;

    Admission(QueueLimits limits, DiskSpace disk) {
        this.limits = limits;
        this.disk = disk;
    }

    /// Counts the failures: what was decided before one is not appended after it.
    long generation() {
        return generation;
    }

    /// How many events wait for the writer.
    int events() {
        return events;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /// @throws LogUnavailableException if an append that was decided in this generation cannot be taken
    void require(long decidedIn) {
        if (state == State.CLOSED) {
            throw new LogUnavailableException("log: closed (expected: open)");
        }
        if (state == State.REOPENING) {
            throw new LogUnavailableException("log: being reopened (expected: open)");
        }
        if (decidedIn != generation) {
            throw new LogUnavailableException("log: reopened after this was decided (expected: decided anew)");
        }
        if (events >= limits.events() || bytes >= limits.bytes()) {
            throw new LogUnavailableException("queue: " + events + " events, " + bytes + " bytes (expected: at most "
                    + limits.events() + " and " + limits.bytes() + "; the disk is too slow)");
        }
    }

    /// Needs no lock.
    ///
    /// @throws LogUnavailableException if the disk is nearly full
    void requireSpace() {
        disk.require();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    void entered(int size) {
        events++;
        bytes += size;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    void left(int size) {
        events--;
        bytes -= size;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    void fail() {
        events = 0;
        bytes = 0;
        generation++;
        if (state == State.OPEN) {
            state = State.REOPENING;
        }
    }

    void resume() {
        if (state == State.REOPENING) {
            state = State.OPEN;
        }
    }

    void close() {
        state = State.CLOSED;
    }
}
