package io.verbatim.command.repository;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/// The live aggregates of a process, bounded by bytes: beyond the bound those that were not used for longest go, and
/// are
/// loaded again from snapshot and events when they are needed.
public final class LiveAggregates {

    /// Counts aggregates that had to be loaded from the log.
    public static final String LOADS = "verbatim.aggregates.loads";

    /// How many aggregates are live.
    public static final String LIVE = "verbatim.aggregates.live";

    private final Cache<String, Entry> entries;
    private final Counter loads;

    /// @param maximumBytes bound of what all of them hold on the heap together, roughly
    public LiveAggregates(long maximumBytes, MeterRegistry meters) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher((String id, Entry entry) -> entry.bytes)
                .executor(Runnable::run)
                .build();
        this.loads = meters.counter(LOADS);
        meters.gauge(LIVE, entries, Cache::estimatedSize);
    }

    /// Forgets all of them: what they were made of may not be in the log.
    public void clear() {
        entries.invalidateAll();
    }

    void countLoad() {
        loads.increment();
    }

    @Nullable
    EventSourcedAggregate<?> get(String id) {
        Entry entry = entries.getIfPresent(id);
        return entry == null ? null : entry.aggregate;
    }

    /// Keeps an aggregate. Its weight is taken anew only when it has changed by a quarter: it is put after each
    /// command.
    void put(String id, EventSourcedAggregate<?> aggregate, int bytes) {
        Entry entry = entries.getIfPresent(id);
        if (entry == null || !entry.holds(aggregate) || Math.abs(bytes - entry.bytes) > entry.bytes / 4) {
            entries.put(id, new Entry(aggregate, bytes));
        }
    }

    void remove(String id) {
        entries.invalidate(id);
    }

    private record Entry(EventSourcedAggregate<?> aggregate, int bytes) {

        @SuppressWarnings("ReferenceEquality") // one live instance per aggregate: this one, or a newer one
        boolean holds(EventSourcedAggregate<?> other) {
            return aggregate == other;
        }
    }
}
