package io.verbatim.query.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How views are folded and read.
///
/// @param batch how many events are folded together at most while the views keep up
/// @param pause how long the next events are collected after a batch: what a view may be behind
/// @param catchUpBatch how many events are folded together at most while the views are behind
/// @param catchUpBytes bound of the size of those events together
/// @param hotDocuments how many of the documents folded last stay decoded (about 1 KiB each)
/// @param folders how many threads fold while the views are behind
/// @param readers how many threads read for queries
/// @param queries how many queries may wait for those threads; more are refused as `unavailable`
/// @param patience how long a query waits for the views to have seen what it must; then it is refused as `behind`
/// @param retry how long a fault of the store or of the log is waited out; doubled after each one
/// @param retryAtMost bound of that
@ConfigurationProperties("verbatim.views")
public record ViewsProperties(
        @DefaultValue("512") int batch,
        @DefaultValue("5ms") Duration pause,
        @DefaultValue("20000") int catchUpBatch,
        @DefaultValue("16MB") DataSize catchUpBytes,
        @DefaultValue("20000") int hotDocuments,
        @DefaultValue("2") int folders,
        @DefaultValue("4") int readers,
        @DefaultValue("10000") int queries,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("100ms") Duration retry,
        @DefaultValue("5s") Duration retryAtMost) {

    public ViewsProperties {
        requirePositive("batch", batch);
        requirePositive("catch-up-batch", catchUpBatch);
        requirePositive("hot-documents", hotDocuments);
        requirePositive("folders", folders);
        requirePositive("readers", readers);
        requirePositive("queries", queries);
        requirePositive("patience", patience.toMillis());
        requirePositive("retry", retry.toMillis());
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("verbatim.views." + name + ": " + value + " (expected: > 0)");
        }
    }
}
