package io.verbatim.query.projection;

import io.verbatim.api.RecordedEvent;
import io.verbatim.query.documents.StoredDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Folds events, in their order, into the documents of all projections: first the documents that are needed
/// are loaded in one read, then everything happens in memory. Several threads may fold, as long as they share
/// no partition.
final class BatchFold {

    private final List<Projection<?>> projections;
    private final Views views;

    BatchFold(List<Projection<?>> projections, Views views) {
        this.projections = List.copyOf(projections);
        this.views = views;
    }

    /// @throws FoldFailedException if a projection fails, or names a document outside of the event's
    /// partition
    FoldedBatch fold(List<RecordedEvent> events) {
        Map<String, FoldedDocument<?>> documents = new LinkedHashMap<>();
        List<Step> steps = new ArrayList<>(events.size() * 2);
        Map<String, Projection<?>> missing = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            String partition = partition(event);
            for (Projection<?> projection : projections) {
                for (String key : keys(projection, event, partition)) {
                    steps.add(new Step(projection, key, event));
                    prepare(projection, key, documents, missing);
                }
            }
        }
        load(missing, documents);
        for (Step step : steps) {
            step.fold(documents);
        }
        return FoldedBatch.of(documents.values());
    }

    private static String partition(RecordedEvent event) {
        try {
            return FoldPartition.of(event);
        } catch (IllegalArgumentException fault) {
            throw new FoldFailedException("position: " + event.position() + " has no partition", fault);
        }
    }

    private static List<String> keys(Projection<?> projection, RecordedEvent event, String partition) {
        if (projection.ignored().contains(event.event().getClass())) {
            return List.of();
        }
        List<String> keys;
        try {
            keys = projection.keys(event);
        } catch (RuntimeException fault) {
            throw FoldFailedException.of(projection, event, String.valueOf(fault), fault);
        }
        for (String key : keys) {
            if (!DocumentKind.belongs(key, partition)) {
                throw FoldFailedException.of(
                        projection,
                        event,
                        "document: " + key + " (expected: one of partition " + partition + ")",
                        null);
            }
        }
        return keys;
    }

    private <D> void prepare(
            Projection<D> projection,
            String key,
            Map<String, FoldedDocument<?>> documents,
            Map<String, Projection<?>> missing) {
        if (documents.containsKey(key) || missing.containsKey(key)) {
            return;
        }
        if (projection.insertsOnly()) {
            documents.put(key, FoldedDocument.fresh(projection, key));
            return;
        }
        HotDocuments.Hot hot = views.hotDocuments().get(key);
        if (hot == null) {
            missing.put(key, projection);
        } else {
            documents.put(key, FoldedDocument.of(projection, key, hot));
        }
    }

    private void load(Map<String, Projection<?>> missing, Map<String, FoldedDocument<?>> documents) {
        Map<String, StoredDocument> found = views.documents().getAll(missing.keySet());
        missing.forEach((key, projection) -> {
            StoredDocument stored = found.get(key);
            documents.put(
                    key,
                    stored == null ? FoldedDocument.fresh(projection, key) : FoldedDocument.of(projection, stored));
        });
    }

    private record Step(Projection<?> projection, String key, RecordedEvent event) {

        void fold(Map<String, FoldedDocument<?>> documents) {
            FoldedDocument<?> document = documents.get(key);
            if (document == null) {
                throw new IllegalStateException("document: " + key + " (expected: prepared)");
            }
            try {
                document.fold(event);
            } catch (RuntimeException fault) {
                throw FoldFailedException.of(projection, event, String.valueOf(fault), fault);
            }
        }
    }
}
