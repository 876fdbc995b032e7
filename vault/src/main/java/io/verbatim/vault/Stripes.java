package io.verbatim.vault;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Locks for reading and then writing, one for many keys: the same key always has the same lock.
final class Stripes {

    private static final int COUNT = 64;

    private final Lock[] locks = new Lock[COUNT];

    Stripes() {
        for (int i = 0; i < COUNT; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    <T extends @Nullable Object> T locked(Object key, Supplier<T> action) {
        int hash = key.hashCode();
        Lock lock = locks[(hash ^ (hash >>> 16)) & (COUNT - 1)];
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
