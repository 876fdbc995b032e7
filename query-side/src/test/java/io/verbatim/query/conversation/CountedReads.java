package io.verbatim.query.conversation;

import io.verbatim.api.RecordedEvent;
import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Counts the documents and rows that are read, and lets something happen meanwhile.
final class CountedReads implements Documents {

    private final MemoryDocuments documents = new MemoryDocuments();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();

    RunningViews views(List<RecordedEvent> events) {
        TestLog log = new TestLog();
        log.append(events);
        return RunningViews.start(log, this).settled();
    }

    /// Something happens once, before the next range is read.
    void beforeNextRange(Runnable happens) {
        meanwhile.set(happens);
    }

    void forgetCounts() {
        read.set(0);
    }

    int read() {
        return read.get();
    }

    @Override
    public StoredDocument get(String key) {
        read.incrementAndGet();
        return documents.get(key);
    }

    @Override
    public Map<String, StoredDocument> getAll(Collection<String> keys) {
        read.addAndGet(keys.size());
        return documents.getAll(keys);
    }

    @Override
    public List<StoredDocument> ascending(KeyRange range, int limit) {
        Runnable happens = meanwhile.getAndSet(null);
        if (happens != null) {
            happens.run();
        }
        return counted(documents.ascending(range, limit));
    }

    @Override
    public List<StoredDocument> descending(KeyRange range, int limit) {
        return counted(documents.descending(range, limit));
    }

    private List<StoredDocument> counted(List<StoredDocument> found) {
        read.addAndGet(found.size());
        return found;
    }

    @Override
    public void write(DocumentBatch batch) {
        documents.write(batch);
    }

    @Override
    public void recover() {
        documents.recover();
    }

    @Override
    public void clear() {
        documents.clear();
    }

    @Override
    public void close() {
        documents.close();
    }
}
