package io.verbatim.command.log;

import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;

/// The contract is Axon's, not ours alone: its own store keeps it.
class AxonEventStoreContractTest implements EventStoreContract {

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    @Override
    public EventStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.shutDown();
    }
}
