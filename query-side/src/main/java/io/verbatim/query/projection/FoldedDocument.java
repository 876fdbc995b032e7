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
    private @Nullable D before;
    private long positionBefore;
    private @Nullable D document;
    private long position;

    private FoldedDocument(Projection<D> projection, String key) {
        this.projection = projection;
        this.key = key;
    }

    /// One that does not exist, or need not be read, or is about to [#begin].
    static <D> FoldedDocument<D> fresh(Projection<D> projection, String key) {
        return new FoldedDocument<>(projection, key);
    }

    /// Begins from what was folded before. Called before the first event, if at all.
    @SuppressWarnings("unchecked") // the two letters of the key are one kind's alone
    void begin(HotDocuments.Hot hot) {
        begin((D) hot.document(), hot.position());
    }

    /// Begins from what is stored. Called before the first event, if at all.
    void begin(StoredDocument stored) {
        begin(projection.kind().decode(stored.value()), stored.position());
    }

    private void begin(D found, long at) {
        before = found;
        positionBefore = at;
        document = found;
        position = at;
    }

    /// Folds the event, unless it has been.
    ///
    /// @param decider folded before; null: the event changes something
    void fold(RecordedEvent event, @Nullable FoldedDocument<?> decider) {
        if (event.position() > position) {
            document = decider == null || decider.changedAt(event.position())
                    ? projection.fold(key, document, event)
                    : projection.dropped(key, document, event);
            position = event.position();
        }
    }

    private boolean changedAt(long at) {
        if (document instanceof Deciding deciding) {
            return deciding.changedAt(at);
        }
        throw new IllegalStateException("document: " + key + " (expected: one that decides)");
    }

    Projection<D> projection() {
        return projection;
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
            if (!holds(rows, row.key())) {
                gone.add(new GoneRow(row.key(), position));
            }
        }
    }

    private static boolean holds(List<Row> rows, String key) {
        for (Row row : rows) {
            if (row.key().equals(key)) {
                return true;
            }
        }
        return false;
    }
}
