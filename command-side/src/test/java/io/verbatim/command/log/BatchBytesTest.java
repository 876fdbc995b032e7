package io.verbatim.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.WriteBatch;

class BatchBytesTest {

    @TempDir
    Path folder;

    private final BatchBytes bytes = new BatchBytes();

    @Test
    void shouldBeWhatRocksDbMakesOfIt() throws Exception {
        Random random = new Random(3);
        try (OpenLog log = OpenLog.open(folder, 1 << 20);
                WriteBatch expected = new WriteBatch()) {
            for (int length : new int[] {0, 1, 127, 128, 300, 16_383, 16_384, 200_000}) {
                for (LogFamily family : new LogFamily[] {LogFamily.EVENTS, LogFamily.STREAMS, LogFamily.SNAPSHOTS}) {
                    byte[] key = new byte[1 + length / 1_000];
                    byte[] value = new byte[length];
                    random.nextBytes(key);
                    random.nextBytes(value);
                    expected.put(log.handle(family), key, value);
                    bytes.put(log.id(family), key, value);
                }
            }
            assertThat(bytes.toArray()).isEqualTo(expected.data());
            assertThat(bytes.size()).isEqualTo(expected.data().length);
        }
    }

    @Test
    void shouldBeginAnew() {
        byte[] empty = bytes.toArray();
        bytes.put(1, new byte[8], new byte[100]);
        bytes.clear();

        assertThat(bytes.toArray()).isEqualTo(empty).hasSize(12).containsOnly(0);
    }
}
