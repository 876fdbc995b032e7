package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.springframework.util.unit.DataSize;

class LogHealthTest {

    @TempDir
    Path folder;

    @Test
    void shouldBeWellWhileItTakesAppends() {
        LogEventStore log = LogFixture.open(folder, SyncGate.OPEN);
        assertThat(log.fault()).isNull();

        log.close();
        assertThat(log.fault()).isEqualTo("log: closed (expected: open)");
    }

    @Test
    void shouldSayThatTheDiskIsNearlyFull() {
        LogProperties greedy = LogFixture.properties(folder)
                .keepFree(DataSize.ofTerabytes(1_000))
                .build();
        try (LogEventStore log = LogFixture.open(greedy, SyncGate.OPEN)) {
            assertThat(log.fault()).startsWith("disk: nearly full");
        }
    }

    @Test
    void shouldBeWellAgainAfterAFailedSync() throws Exception {
        HeldSync gate = new HeldSync();
        RocksDBException failure = new RocksDBException("no more");
        try (LogEventStore log = LogFixture.open(folder, gate)) {
            gate.failAllBefore(failure);
            assertThatThrownBy(append(log, published(LOBBY, 0, message(1)))::await)
                    .hasRootCause(failure);
            await().until(() -> log.generation() == 2);

            gate.heal();
            await().until(() -> log.fault() == null);
        }
    }
}
