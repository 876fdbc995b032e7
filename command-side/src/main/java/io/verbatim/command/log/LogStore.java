package io.verbatim.command.log;

import io.verbatim.api.record.EventRecordCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/// The log on disk. Can be closed and opened again; native memory is freed only when nobody uses it.
///
/// Whatever it cannot do because it is closed, or because the disk fails, is a [LogUnavailableException].
final class LogStore implements AutoCloseable {

    private final ReentrantReadWriteLock guard = new ReentrantReadWriteLock();
    private final Path folder;
    private final long cacheBytes;
    private final LongAdder reads = new LongAdder();
    private @Nullable OpenLog log;

    LogStore(Path folder, long cacheBytes) {
        this.folder = folder;
        this.cacheBytes = cacheBytes;
    }

    /// Opens it. Reads nothing but what was not flushed.
    void open() {
        guard.writeLock().lock();
        try {
            if (log == null) {
                log = OpenLog.open(folder, cacheBytes);
            }
        } finally {
            guard.writeLock().unlock();
        }
    }

    /// Waits for those who use it, then closes it.
    @Override
    public void close() {
        guard.writeLock().lock();
        try {
            if (log != null) {
                log.close();
                log = null;
            }
        } finally {
            guard.writeLock().unlock();
        }
    }

    /// Writes and syncs a batch.
    void write(WriteBatch batch) throws RocksDBException {
        use(open -> {
            open.database().write(open.options().synced(), batch);
            return batch;
        });
    }

    /// Writes and syncs one small value.
    void write(LogFamily family, byte[] key, byte[] value) {
        read(open -> {
            open.database().put(open.handle(family), open.options().synced(), key, value);
            return value;
        });
    }

    /// Writes one small value that may be lost in a crash.
    void note(LogFamily family, byte[] key, byte[] value) {
        read(open -> {
            open.database().put(open.handle(family), key, value);
            return value;
        });
    }

    /// The number of a family in a batch.
    int id(LogFamily family) {
        return required().id(family);
    }

    LogEnd end() {
        return read(open -> {
            try (RocksIterator events = open.database().newIterator(open.handle(LogFamily.EVENTS))) {
                events.seekToLast();
                if (!events.isValid()) {
                    events.status();
                    return LogEnd.EMPTY;
                }
                return new LogEnd(LogKeys.position(events.key()), EventRecordCodec.at(events.value()));
            }
        });
    }

    /// The canonical bytes of the event at a position, or null.
    byte @Nullable [] event(long position) {
        return get(LogFamily.EVENTS, LogKeys.event(position));
    }

    /// Canonical bytes of the events from one position through another, as many as fit; without a gap.
    List<byte[]> events(long from, long through, int limit, long bytes) {
        return read(open -> {
            List<byte[]> found = new ArrayList<>();
            try (ReadOptions ahead = new ReadOptions().setReadaheadSize(bytes).setFillCache(false);
                    RocksIterator events = open.database().newIterator(open.handle(LogFamily.EVENTS), ahead)) {
                long left = bytes;
                long position = from;
                for (events.seek(LogKeys.event(from)); events.isValid(); events.next()) {
                    if (position > through || found.size() == limit || left <= 0) {
                        return found;
                    }
                    requireNoGap(LogKeys.position(events.key()), position++);
                    byte[] stored = events.value();
                    left -= stored.length;
                    found.add(stored);
                }
                events.status();
                return found;
            }
        });
    }

    /// Canonical bytes of an aggregate's events from one sequence number through another, the first `limit`
    /// of them.
    List<byte[]> stream(String aggregateId, long from, long through, int limit) {
        return read(open -> {
            byte[] first = LogKeys.stream(aggregateId, from);
            List<byte[]> positions = new ArrayList<>();
            try (RocksIterator index = open.database().newIterator(open.handle(LogFamily.STREAMS))) {
                for (index.seek(first); index.isValid() && positions.size() < limit; index.next()) {
                    long sequence = LogKeys.sequence(index.key(), first);
                    if (sequence < 0 || sequence > through) {
                        break;
                    }
                    positions.add(index.value());
                }
                index.status();
            }
            return positions.isEmpty()
                    ? positions
                    : open.database()
                            .multiGetAsList(
                                    Collections.nCopies(positions.size(), open.handle(LogFamily.EVENTS)), positions);
        });
    }

    /// The last sequence number of an aggregate's stream, -1 if there is none.
    long lastSequence(String aggregateId) {
        return read(open -> {
            byte[] last = LogKeys.stream(aggregateId, Long.MAX_VALUE);
            try (RocksIterator index = open.database().newIterator(open.handle(LogFamily.STREAMS))) {
                index.seekForPrev(last);
                if (!index.isValid()) {
                    index.status();
                    return -1L;
                }
                return LogKeys.sequence(index.key(), last);
            }
        });
    }

    /// A value of one of the small families, or null.
    byte @Nullable [] get(LogFamily family, byte[] key) {
        return this.<byte @Nullable []>read(open -> open.database().get(open.handle(family), key));
    }

    /// Copies everything that is durable now into a folder that does not exist yet.
    void checkpoint(Path target) {
        read(open -> {
            try (Checkpoint checkpoint = Checkpoint.create(open.database())) {
                checkpoint.createCheckpoint(target.toString());
                return target;
            }
        });
    }

    /// Writes out what is in memory, so that the next start has nothing to replay.
    void flush() {
        read(open -> {
            try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
                open.database().flush(options, open.handles());
                return options;
            }
        });
    }

    /// How often something was read.
    long reads() {
        return reads.sum();
    }

    private <T extends @Nullable Object> T read(Use<T> use) {
        reads.increment();
        try {
            return use(use);
        } catch (RocksDBException failure) {
            throw new LogUnavailableException("log: cannot be read", failure);
        }
    }

    private <T extends @Nullable Object> T use(Use<T> use) throws RocksDBException {
        guard.readLock().lock();
        try {
            return use.of(required());
        } finally {
            guard.readLock().unlock();
        }
    }

    private OpenLog required() {
        OpenLog open = log;
        if (open == null) {
            throw new LogUnavailableException("log: closed, or being reopened (expected: open)");
        }
        return open;
    }

    private static void requireNoGap(long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException("position: " + found + " (expected: " + expected + ")");
        }
    }

    /// What is done with the open store.
    @FunctionalInterface
    private interface Use<T extends @Nullable Object> {
        T of(OpenLog open) throws RocksDBException;
    }
}
