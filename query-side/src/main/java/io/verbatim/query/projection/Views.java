package io.verbatim.query.projection;

import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The views, for reading. Calls may block on the store. Nothing holds between two reads but that each sees
/// at least what [Progress#position()] said before it.
public final class Views {

    private final Documents documents;
    private final HotDocuments hot;

    /// The views in a store.
    ///
    /// @param hotDocuments how many of the documents folded last stay decoded
    public Views(Documents documents, int hotDocuments) {
        this.documents = documents;
        this.hot = new HotDocuments(hotDocuments);
    }

    /// One document.
    public <D> @Nullable D get(DocumentKind<D> kind, String key) {
        Versioned<D> found = find(kind, key);
        return found == null ? null : found.document();
    }

    /// One document, with its position.
    public <D> @Nullable Versioned<D> find(DocumentKind<D> kind, String key) {
        Versioned<D> kept = hot(key);
        if (kept != null) {
            return kept;
        }
        StoredDocument stored = documents.get(key);
        return stored == null ? null : new Versioned<>(kind.decode(stored.value()), stored.position());
    }

    /// Those of the documents that exist, by key.
    public <D> Map<String, D> getAll(DocumentKind<D> kind, Collection<String> keys) {
        Map<String, D> found = HashMap.newHashMap(keys.size());
        findAll(kind, keys).forEach((key, document) -> found.put(key, document.document()));
        return found;
    }

    /// Those of the documents that exist, by key, with their positions.
    public <D> Map<String, Versioned<D>> findAll(DocumentKind<D> kind, Collection<String> keys) {
        Map<String, Versioned<D>> found = HashMap.newHashMap(keys.size());
        List<String> missing = new ArrayList<>();
        for (String key : keys) {
            Versioned<D> kept = hot(key);
            if (kept == null) {
                missing.add(key);
            } else {
                found.put(key, kept);
            }
        }
        documents
                .getAll(missing)
                .forEach((key, stored) ->
                        found.put(key, new Versioned<>(kind.decode(stored.value()), stored.position())));
        return found;
    }

    /// The first documents of a range.
    public <D> List<D> ascending(DocumentKind<D> kind, KeyRange range, int limit) {
        return documents.ascending(range, limit).stream()
                .map(stored -> kind.decode(stored.value()))
                .toList();
    }

    /// The last documents of a range, the last first.
    public <D> List<D> descending(DocumentKind<D> kind, KeyRange range, int limit) {
        return documents.descending(range, limit).stream()
                .map(stored -> kind.decode(stored.value()))
                .toList();
    }

    /// The first rows of a range.
    public List<StoredDocument> rowsAscending(KeyRange range, int limit) {
        return documents.ascending(range, limit);
    }

    /// The last rows of a range, the last first.
    public List<StoredDocument> rowsDescending(KeyRange range, int limit) {
        return documents.descending(range, limit);
    }

    Documents documents() {
        return documents;
    }

    HotDocuments hotDocuments() {
        return hot;
    }

    @SuppressWarnings("unchecked") // the two letters of the key are one kind's alone
    private <D> @Nullable Versioned<D> hot(String key) {
        HotDocuments.Hot kept = hot.get(key);
        return kept == null ? null : new Versioned<>((D) kept.document(), kept.position());
    }
}
