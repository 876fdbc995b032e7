package io.verbatim.query.support;

import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.DocumentsUnavailableException;
import io.verbatim.query.documents.GoneRow;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Documents in memory, which fail when a test wants it.
public final class MemoryDocuments implements Documents {

    private final NavigableMap<String, StoredDocument> stored = new ConcurrentSkipListMap<>();
    private final AtomicInteger failingWrites = new AtomicInteger();

    /// The next writes fail half-way.
    public void failNextWrites(int writes) {
        failingWrites.set(writes);
    }

    @Override
    public StoredDocument get(String key) {
        return stored.get(key);
    }

    @Override
    public Map<String, StoredDocument> getAll(Collection<String> keys) {
        Map<String, StoredDocument> found = new HashMap<>();
        for (String key : keys) {
            StoredDocument document = stored.get(key);
            if (document != null) {
                found.put(key, document);
            }
        }
        return found;
    }

    @Override
    public List<StoredDocument> ascending(KeyRange range, int limit) {
        return stored.subMap(range.from(), range.to()).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredDocument> descending(KeyRange range, int limit) {
        return stored.subMap(range.from(), true, range.to(), false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public void write(DocumentBatch batch) {
        batch.inserts().forEach(this::put);
        batch.rows().forEach(this::put);
        if (failingWrites.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new DocumentsUnavailableException("store: full (expected by the test)", new IllegalStateException());
        }
        batch.documents().forEach(this::put);
        for (GoneRow row : batch.gone()) {
            stored.computeIfPresent(row.key(), (key, now) -> now.position() <= row.position() ? null : now);
        }
        if (batch.token() != null) {
            put(batch.token());
        }
    }

    private void put(StoredDocument document) {
        stored.merge(document.key(), document, (now, then) -> now.position() < then.position() ? then : now);
    }

    @Override
    public void recover() {}

    @Override
    public void clear() {
        stored.clear();
    }

    @Override
    public void close() {}
}
