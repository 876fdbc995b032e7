package io.verbatim.query.projection;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A view: a pure fold of events into documents. Knows no store, no clock and no other document,
/// but for one that may decide ([#decidedBy]).
///
/// Each event has a *fold partition* ([FoldPartition]), and only documents of that partition may be made from
/// it: the runner refuses anything else. Whatever order partitions are folded in, and however often an event
/// comes, the documents end equal.
///
/// @param <D> the document
public interface Projection<D> {

    /// What it makes.
    DocumentKind<D> kind();

    /// Event types that change nothing here, listed so that a new type is a decision.
    Set<Class<? extends Event>> ignored();

    /// The keys of the documents that this event changes; empty if none. Not asked for an event that is
    /// ignored.
    List<String> keys(RecordedEvent event);

    /// The document as it stands after the event.
    ///
    /// @param before as it stood; null: there was none
    D fold(String key, @Nullable D before, RecordedEvent event);

    /// The key of the document that decides whether this event changes anything: a [Deciding] one, made by a projection
    /// that stands before this one. Null: the event does, whatever stands elsewhere.
    default @Nullable String decidedBy(RecordedEvent event) {
        return null;
    }

    /// The document as it stands after an event of which another document says that it changes nothing.
    default D dropped(String key, @Nullable D before, RecordedEvent event) {
        return fold(key, before, event);
    }

    /// Whether no document here depends upon what it was before, so that none is read to be written.
    default boolean insertsOnly() {
        return false;
    }

    /// The index rows that hold while the document stands like this: the runner writes those that are new and
    /// deletes those that are gone.
    default List<Row> rows(String key, D document) {
        return List.of();
    }
}
