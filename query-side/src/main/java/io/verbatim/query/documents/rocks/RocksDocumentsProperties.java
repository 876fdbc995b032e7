package io.verbatim.query.documents.rocks;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The embedded store of the views.
///
/// @param folder where it lives; one process at a time. Deleting it is safe: the views are folded anew
/// @param cache memory for blocks that were read
/// @param memtable what is collected in memory before it is written out; two of them at most
/// @param flushEvery after how many events of the log all is written out: what a start after a crash folds
/// again
@ConfigurationProperties("verbatim.views.rocksdb")
public record RocksDocumentsProperties(
        @DefaultValue("data/views") Path folder,
        @DefaultValue("32MB") DataSize cache,
        @DefaultValue("16MB") DataSize memtable,
        @DefaultValue("50000") long flushEvery) {

    public RocksDocumentsProperties {
        if (flushEvery <= 0) {
            throw new IllegalArgumentException(
                    "verbatim.views.rocksdb.flush-every: " + flushEvery + " (expected: > 0)");
        }
    }

    /// The defaults, in another folder.
    public static RocksDocumentsProperties in(Path folder) {
        return new RocksDocumentsProperties(folder, DataSize.ofMegabytes(32), DataSize.ofMegabytes(16), 50_000);
    }
}
