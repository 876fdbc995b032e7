package io.verbatim.command.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Hands things from one thread to another, which takes all at once: it is woken once for everything that
/// piled up.
///
/// @param <T> what is handed over
final class Handover<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<T> waiting = new ArrayList<>();
    private boolean takerWaits;
    private boolean closed;

    void put(T thing) {
        lock.lock();
        try {
            waiting.add(thing);
            if (takerWaits) {
                takerWaits = false;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Everything that waits; waits until there is something.
    ///
    /// @return empty when it is closed and nothing waits any more
    List<T> takeAll() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                takerWaits = true;
                changed.awaitUninterruptibly();
            }
            takerWaits = false;
            List<T> taken = waiting;
            waiting = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
