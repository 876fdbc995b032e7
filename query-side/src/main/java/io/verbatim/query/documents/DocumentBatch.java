package io.verbatim.query.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is written together. The order of the components is the order of writing, so that a batch may stop anywhere
/// and be repeated: what is pointed to is there before what points to it, a row before the document that declares it,
/// and it goes after.
///
/// @param inserts documents that no fold reads: messages, moves
/// @param rows new index rows
/// @param documents all other documents
/// @param gone rows that no document declares any more
/// @param token how far the log has been folded, once all else is written
public record DocumentBatch(
        List<StoredDocument> inserts,
        List<StoredDocument> rows,
        List<StoredDocument> documents,
        List<GoneRow> gone,
        @Nullable StoredDocument token) {

    public DocumentBatch {
        inserts = List.copyOf(inserts);
        rows = List.copyOf(rows);
        documents = List.copyOf(documents);
        gone = List.copyOf(gone);
    }

    /// Some documents, and nothing else.
    public static DocumentBatch of(StoredDocument... documents) {
        return new DocumentBatch(List.of(), List.of(), List.of(documents), List.of(), null);
    }
}
