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
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();

    /// The views of these events, of which none is decoded: as after a restart.
    RunningViews coldViews(List<RecordedEvent> events) {
        TestLog log = new TestLog();
        log.append(events);
        RunningViews.start(log, this).settled().close();
        return RunningViews.start(log, this).settled();
    }

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
        calls.set(0);
    }

    int read() {
        return read.get();
    }

    /// How often the store was asked.
    int calls() {
        return calls.get();
    }

    @Override
    public StoredDocument get(String key) {
        calls.incrementAndGet();
        read.incrementAndGet();
        return documents.get(key);
    }

    @Override
    public Map<String, StoredDocument> getAll(Collection<String> keys) {
        calls.addAndGet(keys.isEmpty() ? 0 : 1);
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
        calls.incrementAndGet();
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
