package io.verbatim.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// What shall be written together: all of it or nothing. Of two changes of one key the later counts.
final class Changes {

    private final Map<String, byte @Nullable []> values = new LinkedHashMap<>();

    Changes put(String key, byte[] value) {
        values.put(key, value);
        return this;
    }

    Changes delete(String key) {
        values.put(key, null);
        return this;
    }

    /// The keys of what is deleted.
    List<String> deleted() {
        return values.entrySet().stream()
                .filter(change -> change.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
    }

    WriteBatch batch() throws RocksDBException {
        WriteBatch batch = new WriteBatch();
        for (Map.Entry<String, byte @Nullable []> change : values.entrySet()) {
            byte[] key = VaultStore.ascii(change.getKey());
            byte[] value = change.getValue();
            if (value == null) {
                batch.delete(key);
            } else {
                batch.put(key, value);
            }
        }
        return batch;
    }
}
