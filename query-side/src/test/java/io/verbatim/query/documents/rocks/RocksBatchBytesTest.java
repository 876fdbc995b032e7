package io.verbatim.query.documents.rocks;

import static io.verbatim.query.documents.rocks.RocksValues.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.query.documents.StoredDocument;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBatch;

class RocksBatchBytesTest {

    private final RocksBatchBytes bytes = new RocksBatchBytes();

    @Test
    void shouldBeWhatRocksDbMakesOfIt() throws Exception {
        RocksDB.loadLibrary();
        Random random = new Random(3);
        try (WriteBatch expected = new WriteBatch()) {
            for (int length : new int[] {0, 1, 119, 120, 127, 128, 16_375, 16_376, 200_000}) {
                byte[] value = new byte[length];
                random.nextBytes(value);
                StoredDocument document = new StoredDocument("k".repeat(1 + length / 100), random.nextLong(), value);
                byte[] key = key(document.key());
                expected.put(key, behindPosition(document.position(), value));
                expected.put(key, behindPosition(length, new byte[0]));
                expected.delete(key);
                bytes.put(key, document);
                bytes.put(key, length);
                bytes.delete(key);
            }
            assertThat(bytes.toArray()).isEqualTo(expected.data());
        }
    }

    private static byte[] behindPosition(long position, byte[] value) {
        return ByteBuffer.allocate(Long.BYTES + value.length)
                .putLong(position)
                .put(value)
                .array();
    }
}
