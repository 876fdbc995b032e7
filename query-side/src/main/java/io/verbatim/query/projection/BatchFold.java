package io.verbatim.query.projection;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.query.documents.StoredDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Folds events, in their order, into the documents of all projections: first the documents that are needed
/// are loaded in one read, then everything happens in memory. What is only inserted needs neither, and is made
/// at once. Several threads may fold, as long as they share no partition.
final class BatchFold {

    private final List<Projection<?>> projections;
    private final Map<Class<? extends Event>, List<Projection<?>>> concerned = new ConcurrentHashMap<>();
    private final List<Projection<?>> amending; // what others insert
    private final Views views;

    BatchFold(List<Projection<?>> projections, Views views) {
        this.projections = List.copyOf(projections);
        this.amending = this.projections.stream().filter(this::amends).toList();
        this.views = views;
    }

    /// @throws FoldFailedException if a projection fails, or names a document outside of the event's
    /// partition
    FoldedBatch fold(List<RecordedEvent> events) {
        FoldedBatch batch = new FoldedBatch();
        Set<String> amended = amended(events);
        Map<String, FoldedDocument<?>> documents = new LinkedHashMap<>();
        List<FoldedDocument<?>> missing = new ArrayList<>();
        List<Step> steps = new ArrayList<>(events.size() * 2);
        for (RecordedEvent event : events) {
            String partition = partition(event);
            for (Projection<?> projection : concerned(event.event().getClass())) {
                for (String key : keys(projection, event, partition)) {
                    if (projection.insertsOnly() && amended.contains(key)) {
                        documents.put(key, new Step(FoldedDocument.fresh(projection, key), event, null).fold());
                    } else if (projection.insertsOnly()) {
                        batch.add(new Step(FoldedDocument.fresh(projection, key), event, null).fold());
                    } else {
                        FoldedDocument<?> decider = decider(projection, event, documents);
                        steps.add(new Step(document(projection, key, documents, missing), event, decider));
                    }
                }
            }
        }
        load(missing);
        for (Step step : steps) {
            step.fold();
        }
        documents.values().forEach(batch::add);
        return batch;
    }

    /// What may be inserted and amended by the same events: kept until both are done. Mostly nothing.
    private Set<String> amended(List<RecordedEvent> events) {
        Set<String> amended = new HashSet<>();
        for (RecordedEvent event : events) {
            for (Projection<?> projection : amending) {
                if (!projection.ignored().contains(event.event().getClass())) {
                    amended.addAll(keys(projection, event, partition(event)));
                }
            }
        }
        return amended;
    }

    private boolean amends(Projection<?> projection) {
        return !projection.insertsOnly()
                && projections.stream().anyMatch(other -> other.insertsOnly() && other.kind() == projection.kind());
    }

    private static String partition(RecordedEvent event) {
        try {
            return FoldPartition.of(event);
        } catch (IllegalArgumentException fault) {
            throw new FoldFailedException("position: " + event.position() + " has no partition", fault);
        }
    }

    /// Those that do not ignore such events: asked once for each class.
    private List<Projection<?>> concerned(Class<? extends Event> type) {
        List<Projection<?>> known = concerned.get(type);
        return known != null ? known : concerned.computeIfAbsent(type, this::notIgnoring);
    }

    private List<Projection<?>> notIgnoring(Class<? extends Event> type) {
        List<Projection<?>> found = new ArrayList<>();
        for (Projection<?> projection : projections) {
            if (!projection.ignored().contains(type)) {
                found.add(projection);
            }
        }
        return List.copyOf(found);
    }

    private static List<String> keys(Projection<?> projection, RecordedEvent event, String partition) {
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

    private FoldedDocument<?> document(
            Projection<?> projection,
            String key,
            Map<String, FoldedDocument<?>> documents,
            List<FoldedDocument<?>> missing) {
        FoldedDocument<?> known = documents.get(key);
        if (known != null) {
            return known;
        }
        FoldedDocument<?> document = FoldedDocument.fresh(projection, key);
        HotDocuments.Hot hot = views.hotDocuments().get(key);
        if (hot == null) {
            missing.add(document);
        } else {
            document.begin(hot);
        }
        documents.put(key, document);
        return document;
    }

    /// What the event is asked of first, if the projection needs to know what has come of it.
    private static @Nullable FoldedDocument<?> decider(
            Projection<?> projection, RecordedEvent event, Map<String, FoldedDocument<?>> documents) {
        String key = projection.decidedBy(event);
        if (key == null) {
            return null;
        }
        FoldedDocument<?> decider = documents.get(key);
        if (decider == null) {
            throw FoldFailedException.of(projection, event, "decider: " + key + " (expected: folded before)", null);
        }
        return decider;
    }

    private void load(List<FoldedDocument<?>> missing) {
        List<String> keys = new ArrayList<>(missing.size());
        for (FoldedDocument<?> document : missing) {
            keys.add(document.key());
        }
        Map<String, StoredDocument> found = views.documents().getAll(keys);
        for (FoldedDocument<?> document : missing) {
            StoredDocument stored = found.get(document.key());
            if (stored != null) {
                document.begin(stored);
            }
        }
    }

    /// @param decider folded before
    private record Step(
            FoldedDocument<?> document,
            RecordedEvent event,
            @Nullable FoldedDocument<?> decider) {

        FoldedDocument<?> fold() {
            try {
                document.fold(event, decider);
            } catch (RuntimeException fault) {
                throw FoldFailedException.of(document.projection(), event, String.valueOf(fault), fault);
            }
            return document;
        }
    }
}
