package io.verbatim.query.documents.rocks;

import static io.verbatim.query.documents.rocks.RocksValues.key;
import static io.verbatim.query.documents.rocks.RocksValues.position;
import static io.verbatim.query.documents.rocks.RocksValues.value;

import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.GoneRow;
import io.verbatim.query.documents.StoredDocument;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// Collects what a batch writes. What is newer than everything stored is written unseen; all else is compared
/// first.
final class RocksBatch {

    private final RocksDB database;
    private final WriteBatch writes;
    private final long highest;
    private long reaches;

    RocksBatch(RocksDB database, WriteBatch writes, long highest) {
        this.database = database;
        this.writes = writes;
        this.highest = highest;
        this.reaches = highest;
    }

    /// Returns the highest position of anything stored once this is written.
    long add(DocumentBatch batch) throws RocksDBException {
        put(batch.inserts());
        put(batch.rows());
        put(batch.documents());
        for (GoneRow row : batch.gone()) {
            byte[] key = key(row.key());
            if (row.position() > highest || storedPosition(key) <= row.position()) {
                writes.delete(key);
            }
        }
        if (batch.token() != null) {
            put(List.of(batch.token()));
        }
        return reaches;
    }

    private void put(List<StoredDocument> documents) throws RocksDBException {
        for (StoredDocument document : documents) {
            byte[] key = key(document.key());
            if (document.position() > highest || storedPosition(key) < document.position()) {
                writes.put(key, value(document));
                reaches = Math.max(reaches, document.position());
            }
        }
    }

    private long storedPosition(byte[] key) throws RocksDBException {
        byte[] stored = database.get(key);
        return stored == null ? -1 : position(stored);
    }
}
