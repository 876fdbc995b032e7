package io.verbatim.query.documents.rocks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.Status;
import org.rocksdb.WriteOptions;

/// The store while it is open. It has no log of its own: what was not written out when the process dies is
/// folded again. With one column family, memory is written out as it was filled, so documents and token go
/// back together.
final class OpenRocks implements AutoCloseable {

    private static final long MIB = 1 << 20;
    private static final int BLOCK = 16 * 1024;
    private static final int BLOOM_BITS = 10;
    private static final int OPEN_FILES = 512;

    /// Files that were written out are merged fewer and more at a time: nearly every block is found by its filter.
    private static final int MERGED_TOGETHER = 8;

    static {
        RocksDB.loadLibrary();
    }

    private final List<RocksObject> owned = new ArrayList<>();
    private final RocksDB database;
    private final WriteOptions unlogged;
    private final FlushOptions eventually;
    private final FlushOptions now;

    private OpenRocks(RocksDocumentsProperties settings, boolean directIo) throws RocksDBException {
        unlogged = own(new WriteOptions().setDisableWAL(true));
        eventually = own(new FlushOptions().setWaitForFlush(false).setAllowWriteStall(true));
        now = own(new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true));
        Options options = options(settings).setUseDirectIoForFlushAndCompaction(directIo);
        try {
            database = RocksDB.open(options, settings.folder().toString());
        } catch (RocksDBException failure) {
            owned.reversed().forEach(RocksObject::close);
            throw failure;
        }
    }

    /// @throws IllegalStateException if it cannot be opened, with a reason that an operator understands
    static OpenRocks open(RocksDocumentsProperties settings) {
        try {
            Files.createDirectories(settings.folder());
            try {
                return new OpenRocks(settings, true);
            } catch (RocksDBException failure) {
                if (failure.getStatus() == null || failure.getStatus().getCode() != Status.Code.NotSupported) {
                    throw failure;
                }
                return new OpenRocks(settings, false); // some file systems in memory have no direct I/O
            }
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "folder: " + settings.folder() + " (expected: one that can be written)", failure);
        } catch (RocksDBException failure) {
            throw new IllegalStateException("folder: " + settings.folder() + reason(failure), failure);
        }
    }

    private static String reason(RocksDBException failure) {
        String message = failure.toString();
        return message.contains("lock")
                ? " is in use (expected: by one process at a time)"
                : " cannot be opened (it may be deleted: views are folded anew): " + message;
    }

    RocksDB database() {
        return database;
    }

    WriteOptions unlogged() {
        return unlogged;
    }

    FlushOptions eventually() {
        return eventually;
    }

    FlushOptions now() {
        return now;
    }

    private Options options(RocksDocumentsProperties settings) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(own(new LRUCache(settings.cache().toBytes())))
                .setBlockSize(BLOCK)
                .setFilterPolicy(own(new BloomFilter(BLOOM_BITS)))
                .setFormatVersion(5);
        return own(new Options())
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                .setWriteBufferSize(settings.memtable().toBytes())
                .setLevel0FileNumCompactionTrigger(MERGED_TOGETHER)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBytesPerSync(MIB)
                .setMaxOpenFiles(OPEN_FILES)
                .setSkipStatsUpdateOnDbOpen(true)
                .setStatsDumpPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(4);
    }

    private <T extends RocksObject> T own(T object) {
        owned.add(object);
        return object;
    }

    @Override
    public void close() {
        database.close();
        owned.reversed().forEach(RocksObject::close);
    }
}
