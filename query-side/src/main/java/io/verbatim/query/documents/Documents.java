package io.verbatim.query.documents;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where views are stored. No transaction is promised over what a batch writes, nor over two reads: what was
/// written first is seen first, and that is all. What a batch has written, every later read sees.
///
/// Calls block. Every method throws [DocumentsUnavailableException] when the store is out of reach, or
/// closed. Safe for use by many readers and one writer.
public interface Documents extends AutoCloseable {

    /// The document under this key.
    @Nullable
    StoredDocument get(String key);

    /// Those of the documents that exist, by key.
    Map<String, StoredDocument> getAll(Collection<String> keys);

    /// The first documents of a range, in ascending order of their keys.
    List<StoredDocument> ascending(KeyRange range, int limit);

    /// The last documents of a range, in descending order of their keys.
    List<StoredDocument> descending(KeyRange range, int limit);

    /// Writes in the order that [DocumentBatch] names; each document and row only if the stored position is
    /// smaller, so that nothing is ever written backwards, by whomever. It may have stopped anywhere when
    /// it fails;
    /// the same batch, written again, then leads to where it would have led.
    ///
    /// Durability is the store's matter: after a crash it may have fewer batches, but never the token of a
    /// batch
    /// that it lacks.
    void write(DocumentBatch batch);

    /// Makes the store usable again after a failed write. It may have lost batches, so the writer starts from
    /// the token that it now finds. Until then, reads go on as before the failure.
    void recover();

    /// Has what was deleted or overwritten in this range go from the disk too. A store that overwrites in
    /// place has
    /// nothing to do.
    default void expunge(KeyRange range) {}

    /// Forgets everything.
    void clear();

    @Override
    void close();
}
