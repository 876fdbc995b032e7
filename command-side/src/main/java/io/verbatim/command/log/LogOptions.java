package io.verbatim.command.log;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/// How the store is tuned: so that a sync never waits for a flush. Memtables are small and flushed past the
/// page cache (the longest sync falls from 50–290 ms to 10 ms), and a synced write is one append to the
/// write-ahead log.
final class LogOptions implements AutoCloseable {

    private static final long MIB = 1 << 20;
    private static final long MEMTABLE = 16 * MIB;

    /// Bounds what is replayed at a start; beyond it, the families that hold the eldest bytes are flushed.
    private static final long WRITE_AHEAD_LOG = 64 * MIB;

    private static final int OPEN_FILES = 1024;

    /// The events of one aggregate stand far apart: each costs a block.
    private static final int BLOCK = 4 * 1024;

    private static final int BLOOM_BITS = 10;
    private static final double MEMTABLE_BLOOM = 0.05;

    static {
        RocksDB.loadLibrary();
    }

    private final List<RocksObject> owned = new ArrayList<>();
    private final Cache cache;
    private final DBOptions database;
    private final WriteOptions synced;

    LogOptions(long cacheBytes, boolean directIo) {
        this.cache = own(new LRUCache(cacheBytes));
        this.synced = own(new WriteOptions().setSync(true));
        this.database = own(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(WALRecoveryMode.AbsoluteConsistency)
                .setMaxBgErrorResumeCount(0)
                .setMaxTotalWalSize(WRITE_AHEAD_LOG)
                .setUseDirectIoForFlushAndCompaction(directIo)
                .setBytesPerSync(MIB)
                .setMaxOpenFiles(OPEN_FILES)
                .setSkipStatsUpdateOnDbOpen(true)
                .setStatsDumpPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(4);
    }

    DBOptions database() {
        return database;
    }

    WriteOptions synced() {
        return synced;
    }

    /// One descriptor for each family, in their order.
    List<ColumnFamilyDescriptor> families() {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        for (LogFamily family : LogFamily.values()) {
            families.add(new ColumnFamilyDescriptor(family.storedName(), options(family)));
        }
        return families;
    }

    /// The same compression on all levels: files of ascending keys are then moved down, not written again.
    private ColumnFamilyOptions options(LogFamily family) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK)
                .setFormatVersion(5);
        ColumnFamilyOptions options = own(new ColumnFamilyOptions())
                .setWriteBufferSize(MEMTABLE)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(table);
        if (family == LogFamily.MESSAGES) { // asked before each send, for what is nearly always not there
            table.setFilterPolicy(own(new BloomFilter(BLOOM_BITS)));
            options.setMemtableWholeKeyFiltering(true).setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM);
        }
        return options;
    }

    private <T extends RocksObject> T own(T object) {
        owned.add(object);
        return object;
    }

    @Override
    public void close() {
        owned.reversed().forEach(RocksObject::close);
    }
}
