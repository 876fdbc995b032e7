package io.verbatim.query.projection;

import io.verbatim.api.RecordedEvent;
import io.verbatim.query.documents.GoneRow;
import io.verbatim.query.documents.StoredDocument;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A document while a batch of events is folded into it.
final class FoldedDocument<D> {

    private final Projection<D> projection;
    private final String key;
    private final @Nullable D before;
    private final long positionBefore;
    private @Nullable D document;
    private long position;

    private FoldedDocument(Projection<D> projection, String key, @Nullable D before, long position) {
        this.projection = projection;
        this.key = key;
        this.before = before;
        this.positionBefore = position;
        this.document = before;
        this.position = position;
    }

    /// One that does not exist, or need not be read.
    static <D> FoldedDocument<D> fresh(Projection<D> projection, String key) {
        return new FoldedDocument<>(projection, key, null, 0);
    }

    @SuppressWarnings("unchecked") // the two letters of the key are one kind's alone
    static <D> FoldedDocument<D> of(Projection<D> projection, String key, HotDocuments.Hot hot) {
        return new FoldedDocument<>(projection, key, (D) hot.document(), hot.position());
    }

    static <D> FoldedDocument<D> of(Projection<D> projection, StoredDocument stored) {
        D before = projection.kind().decode(stored.value());
        return new FoldedDocument<>(projection, stored.key(), before, stored.position());
    }

    /// Folds the event, unless it has been.
    void fold(RecordedEvent event) {
        if (event.position() > position) {
            document = projection.fold(key, document, event);
            position = event.position();
        }
    }

    String key() {
        return key;
    }

    boolean inserted() {
        return projection.insertsOnly();
    }

    boolean changed() {
        return position > positionBefore;
    }

    D document() {
        return Objects.requireNonNull(document, "the document of " + key + ", once an event is folded");
    }

    long position() {
        return position;
    }

    StoredDocument stored() {
        return new StoredDocument(key, position, projection.kind().encode(document()));
    }

    /// Tells which rows are new and which are gone.
    void compareRows(List<StoredDocument> added, List<GoneRow> gone) {
        List<Row> rows = projection.rows(key, document());
        List<Row> rowsBefore = before == null ? List.of() : projection.rows(key, before);
        for (Row row : rows) {
            if (!rowsBefore.contains(row)) {
                added.add(new StoredDocument(row.key(), row.position(), row.value()));
            }
        }
        for (Row row : rowsBefore) {
            if (rows.stream().noneMatch(kept -> kept.key().equals(row.key()))) {
                gone.add(new GoneRow(row.key(), position));
            }
        }
    }
}
