package io.verbatim.command.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/// The read side that Axon's base class asks for. An aggregate is read as far as it is decided, the log as
/// a whole as far as it is synced. Nothing is ever appended through it.
///
/// @param queue what is decided
record LogStorageEngine(LogQueue queue, LogReaders readers, Snapshots snapshots) implements EventStorageEngine {

    /// The base class calls this when a unit of work is about to commit, too early: the event store stages
    /// the events.
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {}

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.store(snapshot);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return readers.read(token);
    }

    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequence) {
        return new AggregateEvents(
                readers.store(), readers.records(), aggregateId, firstSequence, queue.eventsOf(aggregateId));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
        return snapshots.find(aggregateId);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        long last = queue.lastSequence(aggregateId);
        return last < 0 ? Optional.empty() : Optional.of(last);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(readers.ring().last());
    }

    @Override
    public TrackingToken createTokenAt(Instant at) {
        return new GlobalSequenceTrackingToken(readers.positionBefore(at));
    }
}
