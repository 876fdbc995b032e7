package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.springframework.util.unit.DataSize;

/// A disk that is full: a clear refusal, nothing lost, and back to work as soon as there is room.
class DiskFullTest {

    @TempDir
    Path folder;

    @Test
    void shouldRefuseBeforeTheDiskIsFull() {
        LogProperties greedy = LogFixture.properties(folder)
                .keepFree(DataSize.ofTerabytes(1_000))
                .build();
        try (LogEventStore log = LogFixture.open(greedy, SyncGate.OPEN)) {
            assertThatThrownBy(() -> append(log, published(LOBBY, 0, message(1))))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("disk: nearly full");
            assertThat(log.generation()).isEqualTo(1);
            assertThat(log.readEvents(LOBBY.aggregateId()).hasNext()).isFalse();
        }
    }

    @Test
    void shouldTakeAppendsAgainWhenThereIsRoom() throws Exception {
        HeldSync gate = new HeldSync();
        RocksDBException full = new RocksDBException(
                "While appending to file: No space left on device",
                new Status(Status.Code.IOError, Status.SubCode.NoSpace, "No space left on device"));
        try (LogEventStore log = LogFixture.open(folder, gate)) {
            append(log, published(LOBBY, 0, message(1))).await();
            gate.failAllBefore(full);
            assertThatThrownBy(append(log, published(LOBBY, 1, message(2)))::await)
                    .hasRootCause(full);
            await().until(() -> log.generation() == 2);
            gate.heal();

            await().atMost(Duration.ofSeconds(LogFixture.PATIENCE_SECONDS))
                    .ignoreException(LogUnavailableException.class)
                    .until(() -> append(log, published(LOBBY, 1, message(2))).await() != null);
            assertThat(log.readEvents(LOBBY.aggregateId()).asStream()).hasSize(2);
        }
    }

    /// With a file system of 48 MiB, where the system lets us mount one.
    @Test
    void shouldLoseNothingOnADiskThatIsReallyFull() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=48m tmpfs \"$0\" || exit 77; exec \"$@\"",
                folder.toString()));
        command.addAll(ForkedJvm.command(FullDiskProgram.class, folder.toString()));
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();

        assumeThat(exit)
                .as("mounting a small file system: %s", said)
                .isNotEqualTo(77)
                .isNotEqualTo(1);
        assertThat(exit).as(said).isZero();
        assertThat(said).contains("refused when full", "taken again", "nothing lost");
    }

    private static Process start(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException noUnshare) {
            assumeThat(noUnshare).as("unshare is not installed").isNull();
            throw new IllegalStateException(noUnshare);
        }
    }
}
