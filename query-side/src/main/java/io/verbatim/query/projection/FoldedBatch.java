package io.verbatim.query.projection;

import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.GoneRow;
import io.verbatim.query.documents.StoredDocument;
import java.util.ArrayList;
import java.util.List;

/// What folding some events has made: what is to be written, and what stays hot.
final class FoldedBatch {

    private final List<StoredDocument> rows = new ArrayList<>();
    private final List<StoredDocument> inserts = new ArrayList<>();
    private final List<StoredDocument> documents = new ArrayList<>();
    private final List<GoneRow> gone = new ArrayList<>();
    private final List<FoldedDocument<?>> changed = new ArrayList<>();

    /// Takes a document as all events of the batch have left it; nothing is taken if none has changed it.
    void add(FoldedDocument<?> document) {
        if (!document.changed()) {
            return;
        }
        document.compareRows(rows, gone);
        if (document.inserted()) {
            inserts.add(document.stored());
        } else {
            documents.add(document.stored());
            changed.add(document);
        }
    }

    /// What this batch and the others write, and the token behind it.
    static DocumentBatch write(List<FoldedBatch> batches, StoredDocument token) {
        if (batches.size() == 1) {
            FoldedBatch only = batches.getFirst();
            return new DocumentBatch(only.inserts, only.rows, only.documents, only.gone, token);
        }
        FoldedBatch all = new FoldedBatch();
        for (FoldedBatch batch : batches) {
            all.rows.addAll(batch.rows);
            all.inserts.addAll(batch.inserts);
            all.documents.addAll(batch.documents);
            all.gone.addAll(batch.gone);
        }
        return new DocumentBatch(all.inserts, all.rows, all.documents, all.gone, token);
    }

    /// Keeps what has changed, once it is written.
    void keepIn(HotDocuments hot) {
        for (FoldedDocument<?> document : changed) {
            hot.put(document.key(), document.document(), document.position());
        }
    }
}
