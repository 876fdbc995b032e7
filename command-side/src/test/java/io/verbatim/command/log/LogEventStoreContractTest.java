package io.verbatim.command.log;

import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LogEventStoreContractTest implements EventStoreContract {

    @TempDir
    Path folder;

    private LogEventStore log;

    @BeforeEach
    void open() {
        log = LogFixture.open(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    public EventStore store() {
        return log;
    }
}
