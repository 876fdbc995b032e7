package io.verbatim.query.documents.rocks;

import static io.verbatim.query.documents.rocks.RocksValues.document;
import static io.verbatim.query.documents.rocks.RocksValues.key;
import static io.verbatim.query.documents.rocks.RocksValues.position;

import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.DocumentsUnavailableException;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;

/// Documents in a RocksDB of their own. A batch is written as a whole or not at all. After a crash, the store
/// stands where it was last written out, at most `flushEvery` events ago, token included.
///
/// After a failed write (a full disk), [#recover()] opens it anew, and it stands there too.
public final class RocksDocuments implements Documents {

    private final RocksDocumentsProperties settings;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(); // calls use the native handle, the writer ends it
    private @Nullable OpenRocks open;
    private volatile boolean failed;
    private boolean closed;
    private long highest;
    private long flushed;

    private RocksDocuments(RocksDocumentsProperties settings) {
        this.settings = settings;
    }

    /// Opens the folder, made if it is not there.
    ///
    /// @throws IllegalStateException if another process uses it, or it cannot be read or written
    public static RocksDocuments open(RocksDocumentsProperties settings) {
        RocksDocuments documents = new RocksDocuments(settings);
        try {
            documents.reopen();
        } catch (RocksDBException failure) {
            documents.close();
            throw new IllegalStateException("folder: " + settings.folder() + " cannot be read", failure);
        }
        return documents;
    }

    @Override
    public @Nullable StoredDocument get(String key) {
        return use(rocks -> {
            byte[] stored = rocks.database().get(key(key));
            return stored == null ? null : document(key, stored);
        });
    }

    @Override
    public Map<String, StoredDocument> getAll(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<String> wanted = List.copyOf(keys);
        List<byte[]> bytes = wanted.stream().map(RocksValues::key).toList();
        List<byte[]> stored = use(rocks -> rocks.database().multiGetAsList(bytes));
        Map<String, StoredDocument> found = HashMap.newHashMap(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            byte[] value = stored.get(i);
            if (value != null) {
                found.put(wanted.get(i), document(wanted.get(i), value));
            }
        }
        return found;
    }

    @Override
    public List<StoredDocument> ascending(KeyRange range, int limit) {
        return scan(range, limit, RocksIterator::seekToFirst, RocksIterator::next);
    }

    @Override
    public List<StoredDocument> descending(KeyRange range, int limit) {
        return scan(range, limit, RocksIterator::seekToLast, RocksIterator::prev);
    }

    @Override
    public void write(DocumentBatch batch) {
        use(rocks -> {
            try {
                RocksBatch added = new RocksBatch(rocks.database(), highest);
                long reaches = added.add(batch);
                try (WriteBatch writes = new WriteBatch(added.toArray())) {
                    rocks.database().write(rocks.unlogged(), writes);
                }
                highest = reaches;
            } catch (RocksDBException failure) {
                failed = true;
                throw failure;
            }
            if (batch.token() != null && batch.token().position() - flushed >= settings.flushEvery()) {
                flushed = batch.token().position();
                rocks.database().flush(rocks.eventually());
            }
            return this;
        });
    }

    @Override
    public void recover() {
        lock.writeLock().lock();
        try {
            if (failed && !closed) {
                if (open != null) {
                    open.close();
                    open = null;
                }
                reopen();
                failed = false;
            }
        } catch (RocksDBException | IllegalStateException failure) {
            throw new DocumentsUnavailableException("views: cannot be opened again", failure);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void expunge(KeyRange range) {
        use(rocks -> {
            RocksDB database = rocks.database();
            try (CompactRangeOptions all = new CompactRangeOptions()
                    .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
                database.flush(rocks.now());
                database.compactRange(database.getDefaultColumnFamily(), key(range.from()), key(range.to()), all);
            }
            return this;
        });
    }

    @Override
    public void clear() {
        use(rocks -> {
            rocks.database().deleteRange(rocks.unlogged(), new byte[] {0}, new byte[] {(byte) 0xFF});
            rocks.database().flush(rocks.now());
            rocks.database().compactRange();
            highest = 0;
            flushed = 0;
            return this;
        });
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            if (open != null) {
                try {
                    open.database().flush(open.now());
                } finally {
                    open.close();
                    open = null;
                }
            }
        } catch (RocksDBException failure) {
            throw new DocumentsUnavailableException("views: not written out; they will be folded again", failure);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private List<StoredDocument> scan(
            KeyRange range, int limit, Consumer<RocksIterator> start, Consumer<RocksIterator> step) {
        return use(rocks -> {
            List<StoredDocument> found = new ArrayList<>();
            try (Slice from = new Slice(key(range.from()));
                    Slice to = new Slice(key(range.to()));
                    ReadOptions bounds =
                            new ReadOptions().setIterateLowerBound(from).setIterateUpperBound(to);
                    RocksIterator at = rocks.database().newIterator(bounds)) {
                start.accept(at);
                for (; found.size() < limit && at.isValid(); step.accept(at)) {
                    found.add(document(key(at.key()), at.value()));
                }
                at.status();
            }
            return found;
        });
    }

    private <T extends @Nullable Object> T use(Use<T> use) {
        lock.readLock().lock();
        try {
            OpenRocks rocks = open;
            if (rocks == null) {
                throw new DocumentsUnavailableException("views: the store is closed", new IllegalStateException());
            }
            return use.of(rocks);
        } catch (RocksDBException failure) {
            throw new DocumentsUnavailableException("views: " + failure.getMessage(), failure);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void reopen() throws RocksDBException {
        OpenRocks rocks = OpenRocks.open(settings);
        open = rocks;
        byte[] stored = rocks.database().get(RocksBatch.HIGHEST);
        highest = stored == null ? 0 : position(stored);
        flushed = highest;
    }

    private interface Use<T extends @Nullable Object> {
        T of(OpenRocks rocks) throws RocksDBException;
    }
}
