package io.verbatim.command.repository;

import io.verbatim.api.SizedEvent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;

/// Counts the bytes of the events of one aggregate since its last snapshot, roughly: what loading it would cost.
public final class EventBytes implements SnapshotTrigger {

    /// Gives each aggregate a counter of its own.
    public static final SnapshotTriggerDefinition DEFINITION = aggregateType -> new EventBytes();

    private long bytes;

    @Override
    public void eventHandled(EventMessage<?> event) {
        bytes += event.getPayload() instanceof SizedEvent sized ? sized.storedBytes() : SizedEvent.SMALL;
    }

    @Override
    public void initializationFinished() {
        // what was read to load it counts: it has to be read again the next time
    }

    long sinceSnapshot() {
        return bytes;
    }

    void snapshotTaken() {
        bytes = 0;
    }
}
