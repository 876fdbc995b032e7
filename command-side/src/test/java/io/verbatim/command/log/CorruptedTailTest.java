package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.append;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.messages;
import static io.verbatim.command.log.LogFixture.published;
import static io.verbatim.command.log.LogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a crash tears was never acknowledged and goes; what was durable and is damaged is never passed over.
class CorruptedTailTest {

    /// Bytes of one write with one message, roughly; a block of RocksDB's write-ahead log.
    private static final int ONE = 500;

    private static final int BLOCK = 32 * 1024;

    @TempDir
    Path folder;

    private LogEventStore live;
    private int images;

    @BeforeEach
    void open() {
        live = LogFixture.open(folder.resolve("live"));
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void shouldOpenWhatACrashLeaves() throws Exception {
        appendSingly(0, 20);

        assertThat(survivors(image())).isEqualTo(20);
    }

    @Test
    void shouldDropAWriteThatWasCutOff() throws Exception {
        appendSingly(0, 20);

        for (int bytes = 1; bytes < ONE; bytes += 83) {
            assertThat(survivors(image().cut(bytes))).isEqualTo(19);
        }
    }

    @Test
    void shouldDropAWriteOfWhichOnlyTheEndIsMissing() throws Exception {
        appendSingly(0, 20);
        CrashImage image = image();

        assertThat(survivors(image.overwrite(image.size() - 100, new byte[100])))
                .isEqualTo(19);
    }

    @Test
    void shouldDropAWriteOfWhichOnlyTheBeginningIsMissing() throws Exception {
        appendSingly(0, 20);
        CrashImage shorter = image();
        appendSingly(20, 1);
        CrashImage image = image();

        assertThat(survivors(image.overwrite(shorter.size(), new byte[100]))).isEqualTo(20);
    }

    @Test
    void shouldDropALargeWriteOfWhichAnyPartIsMissing() throws Exception {
        appendSingly(0, 20);
        long before = image().size();
        appendAtOnce(20, 400);
        long after = image().size();
        assertThat(after - before).isGreaterThan(4 * BLOCK);

        for (long at = before; at < after; at += BLOCK / 2) {
            CrashImage image = image();
            assertThat(survivors(image.overwrite(at, new byte[64]))).isEqualTo(20);
        }
        for (long bytes = 1; bytes < after - before; bytes += BLOCK / 2) {
            assertThat(survivors(image().cut(bytes))).isEqualTo(20);
        }
    }

    @Test
    void shouldLoseNothingToWhatStandsBehindTheLastWrite() throws Exception {
        appendSingly(0, 20);
        byte[] garbage = new byte[3 * BLOCK];
        new Random(7).nextBytes(garbage);

        assertThat(survivors(image().append(new byte[10]))).isEqualTo(20);
        assertThat(survivors(image().append(new byte[3 * BLOCK]))).isEqualTo(20);
        assertThat(survivors(image().append(garbage))).isEqualTo(20);
    }

    @Test
    void shouldRefuseALogThatIsDamagedBeforeItsEnd() throws Exception {
        appendSingly(0, 200);
        long size = image().size();
        assertThat(size).isGreaterThan(2 * BLOCK);

        for (long at = 3; at < size - 2 * ONE; at += 5_003) {
            CrashImage image = image();
            assertDamaged(image.flip(image.writeAheadLog(), at));
        }
    }

    @Test
    void shouldRefuseALogWhoseLengthsAreDamaged() throws Exception {
        appendSingly(0, 20);

        for (int header = 4; header < 7; header++) {
            CrashImage image = image();
            assertDamaged(image.overwrite(header, new byte[] {(byte) 0xFF}));
        }
    }

    @Test
    void shouldRefuseALargeWriteThatIsDamagedBeforeAnother() throws Exception {
        appendAtOnce(0, 400);
        long large = image().size();
        appendSingly(400, 1);

        for (long at = 0; at < large; at += BLOCK / 2) {
            CrashImage image = image();
            assertDamaged(image.overwrite(at, new byte[64]));
        }
    }

    @Test
    void shouldLeaveADamagedLogAsItIs() throws Exception {
        appendSingly(0, 20);
        CrashImage image = image();
        image.overwrite(0, new byte[64]);
        long size = image.size();

        assertDamaged(image);

        assertThat(image.size()).isEqualTo(size);
    }

    @Test
    void shouldNotReadADamagedTable() throws Exception {
        appendSingly(0, 200);
        live.close();
        CrashImage image = image();
        try (LogEventStore before = LogFixture.open(image.folder())) {
            assertThat(read(before, null, 200)).hasSize(200);
        }
        for (Path each : tables(image)) {
            for (long at = 0; at < each.toFile().length() - 100; at += 64) {
                image.flip(each, at);
            }
        }

        assertThatThrownBy(() -> {
                    try (LogEventStore damaged = LogFixture.open(image.folder())) {
                        read(damaged, null, 200);
                    }
                })
                .isInstanceOf(LogUnavailableException.class);
    }

    private CrashImage image() throws IOException {
        return CrashImage.of(folder.resolve("live"), folder.resolve("image-" + images++));
    }

    private void appendSingly(int first, int count) throws Exception {
        for (int sequence = first; sequence < first + count; sequence++) {
            append(live, published(LOBBY, sequence, message(sequence + 1))).await();
        }
    }

    private void appendAtOnce(int first, int count) throws Exception {
        append(live, messages(LOBBY, first, count).toArray(DomainEventMessage[]::new))
                .await();
    }

    /// How many events are there; the next one can be appended behind them.
    private static long survivors(CrashImage image) throws Exception {
        long last;
        try (LogEventStore log = LogFixture.open(image.folder())) {
            last = log.position();
            assertThat(log.lastSequenceNumberFor(LOBBY.aggregateId())).contains(last - 1);
            append(log, published(LOBBY, last, message(last + 1))).await();
        }
        try (LogEventStore log = LogFixture.open(image.folder())) {
            assertThat(read(log, null, (int) last + 1)).hasSize((int) last + 1);
        }
        return last;
    }

    private static void assertDamaged(CrashImage image) {
        assertThatThrownBy(() -> LogFixture.open(image.folder()).close())
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("damaged");
    }

    private static List<Path> tables(CrashImage image) throws IOException {
        try (var files = Files.list(image.folder())) {
            return files.filter(file -> file.toString().endsWith(".sst")).toList();
        }
    }
}
