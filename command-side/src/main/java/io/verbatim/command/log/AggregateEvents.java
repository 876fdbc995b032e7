package io.verbatim.command.log;

import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/// The events of one aggregate: first those in the store, read in portions, then those that were queued
/// when this was made.
final class AggregateEvents implements DomainEventStream {

    private static final int PORTION = 256;

    private final LogStore store;
    private final Records records;
    private final String aggregateId;
    private final Queue<LoggedEvent> portion = new ArrayDeque<>();
    private final Queue<LoggedEvent> queued = new ArrayDeque<>();
    private final long lastStored;
    private long next;
    private @Nullable Long last;

    /// @param queued asked for before the store is read: what is not in it by then is in the store
    AggregateEvents(LogStore store, Records records, String aggregateId, long from, List<LoggedEvent> queued) {
        this.store = store;
        this.records = records;
        this.aggregateId = aggregateId;
        this.next = from;
        this.lastStored = queued.isEmpty() ? Long.MAX_VALUE : queued.getFirst().sequence() - 1;
        queued.stream().filter(event -> event.sequence() >= from).forEach(this.queued::add);
    }

    @Override
    public boolean hasNext() {
        return source() != null;
    }

    @Override
    public DomainEventMessage<?> next() {
        DomainEventMessage<?> event = required().remove().domain();
        last = event.getSequenceNumber();
        return event;
    }

    @Override
    public DomainEventMessage<?> peek() {
        return required().element().domain();
    }

    @Override
    public @Nullable Long getLastSequenceNumber() {
        return last;
    }

    private Queue<LoggedEvent> required() {
        Queue<LoggedEvent> source = source();
        if (source == null) {
            throw new NoSuchElementException("stream: ended (expected: hasNext)");
        }
        return source;
    }

    private @Nullable Queue<LoggedEvent> source() {
        if (!portion.isEmpty()) {
            return portion;
        }
        if (next <= lastStored) {
            List<byte[]> stored = store.stream(aggregateId, next, lastStored, PORTION);
            stored.forEach(bytes -> portion.add(records.decode(bytes)));
            next = stored.size() < PORTION ? Long.MAX_VALUE : next + stored.size();
            if (!portion.isEmpty()) {
                return portion;
            }
        }
        return queued.isEmpty() ? null : queued;
    }
}
