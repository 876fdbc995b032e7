package io.verbatim.command.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.backup.Checkpointed;
import io.verbatim.api.health.SelfChecked;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.command.conversation.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// The embedded event log.
///
/// A unit of work that commits has its events queued as one group, all or nothing, and goes on; what must
/// not happen before they are durable waits for [#of]. Published outside a unit of work, events are durable
/// on return. Aggregates, snapshots, sequence numbers and messages are read with what is queued on top;
/// streams and listeners get what is synced.
///
/// When a write fails, everything queued ends as unknown, appends and reads fail with
/// [LogUnavailableException] until the log is open again, and appends that were decided before are refused.
public final class LogEventStore extends AbstractEventStore
        implements Appends, SyncedEvents, Checkpointed, SelfChecked, AutoCloseable {

    private final String groupKey = "append of " + System.identityHashCode(this);
    private final String generationKey = "generation of " + System.identityHashCode(this);
    private final LogParts parts;

    private LogEventStore(Builder builder, LogParts parts) {
        super(builder);
        this.parts = parts;
    }

    /// Opens the log, or makes it, and starts its threads.
    ///
    /// @param clock gives events their times
    /// @param gate [SyncGate#OPEN], but for tests
    /// @throws LogUnavailableException if the folder is in use, or holds a damaged log
    public static LogEventStore open(
            LogProperties properties, SnapshotPayloads snapshots, Clock clock, SyncGate gate, MeterRegistry meters) {
        LogParts parts = LogParts.open(properties, snapshots, clock, gate, meters);
        Builder builder = new Builder() {};
        builder.storageEngine(parts.engine());
        return new LogEventStore(builder, parts);
    }

    /// The message index.
    public Messages messages() {
        return parts.messages();
    }

    /// Which history the positions count in.
    public LogEpoch epoch() {
        return parts.epoch();
    }

    /// Where a reader keeps how far it has come.
    public Bookmark bookmark(String name) {
        return parts.bookmark(name);
    }

    /// Counts the reopenings: what was decided in an earlier generation is not appended in a later one.
    public long generation() {
        return parts.queue().generation();
    }

    /// Has the listener told after each reopening, before appends are taken.
    public void addReopenListener(ReopenListener listener) {
        parts.reopening().addListener(listener);
    }

    @Override
    public PendingAppend of(UnitOfWork<?> unitOfWork) {
        RecordGroup group = unitOfWork.root().getResource(groupKey);
        return group != null && group.isQueued() ? group : parts.queue().newest();
    }

    /// Outside a unit of work the events get one of their own, and are durable on return.
    ///
    /// @throws LogOutcomeUnknownException outside a unit of work, if nobody knows whether they are
    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        if (CurrentUnitOfWork.isStarted()) {
            noteGeneration();
            super.publish(events);
            return;
        }
        if (parts.publisher().isPublishing()) {
            throw new IllegalStateException("publish: on the log's publishing thread (expected: in a unit of work)");
        }
        UnitOfWork<EventMessage<?>> own = DefaultUnitOfWork.startAndGet(null);
        own.execute(() -> publish(events));
        DurableAppend.await(of(own));
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        super.prepareCommit(events);
        RecordGroup group = staged();
        for (EventMessage<?> event : events) {
            group.events().add(parts.records().encode(event));
        }
    }

    /// May come once for every nested unit of work: the first one queues everything that was staged.
    @Override
    protected void commit(List<? extends EventMessage<?>> events) {
        RecordGroup group = staged();
        if (!group.isQueued() && !group.events().isEmpty()) {
            parts.queue().append(group);
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        noteGeneration();
        return super.readEvents(aggregateIdentifier);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        noteGeneration();
        return super.readEvents(aggregateIdentifier, firstSequenceNumber);
    }

    /// What this unit of work has published. Once it is queued, it is found there.
    @Override
    protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String aggregateIdentifier) {
        if (CurrentUnitOfWork.isStarted()) {
            RecordGroup group = CurrentUnitOfWork.get().root().getResource(groupKey);
            if (group != null && group.isQueued()) {
                return Stream.empty();
            }
        }
        return super.stagedDomainEventMessages(aggregateIdentifier);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return parts.readers().open(trackingToken);
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        return createTokenAt(parts.clock().instant().minus(duration));
    }

    @Override
    @SuppressWarnings("overloads") // Axon's takes a consumer of event messages, and is not used here
    public long subscribe(Listener listener) {
        return parts.publisher().subscribe(listener);
    }

    @Override
    public void unsubscribe(Listener listener) {
        parts.publisher().unsubscribe(listener);
    }

    @Override
    public long position() {
        return parts.publisher().position();
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public @Nullable String fault() {
        return parts.queue().fault();
    }

    @Override
    public void checkpoint(Path target) throws IOException {
        parts.checkpoint(target);
    }

    /// Takes nothing more, writes what is queued, answers everybody who waits, and closes the store.
    @Override
    public void close() {
        parts.close();
    }

    private RecordGroup staged() {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(groupKey, _ -> new RecordGroup(generationOf(root)));
    }

    /// A unit of work belongs to the generation in which it first read or published: whatever it knows is
    /// from then.
    private void noteGeneration() {
        if (CurrentUnitOfWork.isStarted()) {
            generationOf(CurrentUnitOfWork.get().root());
        }
    }

    private long generationOf(UnitOfWork<?> root) {
        return root.getOrComputeResource(generationKey, _ -> generation());
    }
}
