package io.verbatim.command.repository;

import java.util.function.Consumer;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.inspection.AggregateModel;

/// A repository that keeps aggregates alive between commands and takes their snapshots from the live instance, on the
/// lane, behind the events that they cover: a snapshot is never durable before its events, and nothing is read again.
///
/// No locks: one aggregate is only ever used on its lane.
///
/// @param <T> the aggregate's type
public final class LiveRepository<T extends AggregateState> extends EventSourcingRepository<T> {

    private final EventStore eventStore;
    private final LiveAggregates live;
    private final long snapshotAfterBytes;

    /// @param factory makes an empty instance, or one of a snapshot
    /// @param snapshotAfterBytes a snapshot is taken when loading would read more bytes of events than this
    public LiveRepository(
            AggregateModel<T> model,
            AggregateFactory<T> factory,
            EventStore eventStore,
            LiveAggregates live,
            long snapshotAfterBytes) {
        super(LiveRepository.<T>configured(model, factory, eventStore));
        this.eventStore = eventStore;
        this.live = live;
        this.snapshotAfterBytes = snapshotAfterBytes;
    }

    @SuppressWarnings("unchecked") // a model's entity class is the aggregate's
    private static <T> Builder<T> configured(
            AggregateModel<T> model, AggregateFactory<T> factory, EventStore eventStore) {
        return EventSourcingRepository.builder((Class<T>) model.entityClass())
                .aggregateModel(model)
                .aggregateFactory(factory)
                .eventStore(eventStore)
                .snapshotTriggerDefinition(EventBytes.DEFINITION)
                .lockFactory(NullLockFactory.INSTANCE);
    }

    @Override
    @SuppressWarnings("unchecked") // ids carry their kind: under this id stands an aggregate of this type
    protected EventSourcedAggregate<T> doLoadWithLock(String aggregateIdentifier, Long expectedVersion) {
        EventSourcedAggregate<?> kept = live.get(aggregateIdentifier);
        onRollback(uow -> live.remove(aggregateIdentifier));
        if (kept != null) {
            return (EventSourcedAggregate<T>) kept;
        }
        live.countLoad();
        return super.doLoadWithLock(aggregateIdentifier, expectedVersion);
    }

    /// Keeps what has at least one event: ids that somebody made up would push others out.
    @Override
    protected void doSaveWithLock(EventSourcedAggregate<T> aggregate) {
        super.doSaveWithLock(aggregate);
        Long version = aggregate.version();
        if (version == null || version < 0) {
            return;
        }
        String id = aggregate.identifierAsString();
        live.put(id, aggregate, aggregate.invoke(AggregateState::heapBytes));
        onRollback(uow -> live.remove(id));
        if (aggregate.getSnapshotTrigger() instanceof EventBytes events
                && events.sinceSnapshot() > snapshotAfterBytes) {
            CurrentUnitOfWork.get().afterCommit(uow -> storeSnapshot(aggregate, events));
        }
    }

    private void storeSnapshot(EventSourcedAggregate<T> aggregate, EventBytes events) {
        events.snapshotTaken();
        eventStore.storeSnapshot(new GenericDomainEventMessage<>(
                aggregate.type(),
                aggregate.identifierAsString(),
                aggregate.version(),
                aggregate.invoke(AggregateState::snapshot)));
    }

    private static void onRollback(Consumer<UnitOfWork<?>> handler) {
        CurrentUnitOfWork.get().onRollback(handler::accept);
    }
}
