package io.verbatim.vault;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteOptions;

/// How the vault uses RocksDB: little memory, and no write that is not synced.
final class VaultOptions implements AutoCloseable {

    private static final long WRITE_BUFFER_BYTES = 4L << 20;
    private static final long BLOCK_CACHE_BYTES = 8L << 20;
    private static final int FILTER_BITS_PER_KEY = 10;

    static {
        RocksDB.loadLibrary();
    }

    private final LRUCache blocks = new LRUCache(BLOCK_CACHE_BYTES);
    private final BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY);
    private final Options options = new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setMaxWriteBufferNumber(2)
            .setMaxOpenFiles(64)
            .setKeepLogFileNum(2)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setTableFormatConfig(
                    new BlockBasedTableConfig().setBlockCache(blocks).setFilterPolicy(filter));
    private final WriteOptions synced = new WriteOptions().setSync(true);

    Options options() {
        return options;
    }

    WriteOptions synced() {
        return synced;
    }

    @Override
    public void close() {
        synced.close();
        options.close();
        filter.close();
        blocks.close();
    }
}
