package io.verbatim.query.documents.rocks;

import static io.verbatim.query.documents.rocks.RocksValues.key;
import static io.verbatim.query.documents.rocks.RocksValues.position;

import io.verbatim.query.documents.DocumentBatch;
import io.verbatim.query.documents.GoneRow;
import io.verbatim.query.documents.StoredDocument;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Collects what a batch writes. What is newer than everything stored is written unseen; all else is compared
/// first.
final class RocksBatch {

    /// The highest position of anything stored. What is newer than it needs no comparison with what is
    /// stored.
    static final byte[] HIGHEST = key("!highest");

    private final RocksDB database;
    private final RocksBatchBytes writes = new RocksBatchBytes();
    private final long highest;
    private long reaches;

    RocksBatch(RocksDB database, long highest) {
        this.database = database;
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
        writes.put(HIGHEST, reaches);
        return reaches;
    }

    /// What was added, for RocksDB.
    byte[] toArray() {
        return writes.toArray();
    }

    private void put(List<StoredDocument> documents) throws RocksDBException {
        for (StoredDocument document : documents) {
            byte[] key = key(document.key());
            if (document.position() > highest || storedPosition(key) < document.position()) {
                writes.put(key, document);
                reaches = Math.max(reaches, document.position());
            }
        }
    }

    private long storedPosition(byte[] key) throws RocksDBException {
        byte[] stored = database.get(key);
        return stored == null ? -1 : position(stored);
    }
}
