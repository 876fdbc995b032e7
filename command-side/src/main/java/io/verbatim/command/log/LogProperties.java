package io.verbatim.command.log;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The embedded log.
///
/// @param folder where it lives; one process at a time
/// @param ringEvents how many of the newest events are kept in memory for readers; those further behind
///     read the store
/// @param ringBytes bound of the stored size of those events together
/// @param queueEvents how many events may wait for the writer; beyond it, commands are refused as
///     `unavailable`
/// @param queueBytes bound of the stored size of those events together
/// @param batchBytes what is written and synced at once; more is split
/// @param streams of how many aggregates the last sequence number is kept in memory; of others it is looked
///     up
/// @param cache memory for blocks that were read
/// @param keepFree space on the disk that is left free: below it, commands are refused as `unavailable`; 0
///     for no limit
/// @param reopenAfter how long after a failed write the log is reopened; doubled after each failure to do
///     so
/// @param reopenAtMostAfter bound of that
@ConfigurationProperties("verbatim.log")
public record LogProperties(
        @DefaultValue("data/log") Path folder,
        @DefaultValue("16384") int ringEvents,
        @DefaultValue("16MB") DataSize ringBytes,
        @DefaultValue("65536") int queueEvents,
        @DefaultValue("64MB") DataSize queueBytes,
        @DefaultValue("4MB") DataSize batchBytes,
        @DefaultValue("65536") int streams,
        @DefaultValue("32MB") DataSize cache,
        @DefaultValue("64MB") DataSize keepFree,
        @DefaultValue("100ms") Duration reopenAfter,
        @DefaultValue("5s") Duration reopenAtMostAfter) {

    /// The defaults, in another folder.
    public static LogProperties in(Path folder) {
        return new LogProperties(
                folder,
                16_384,
                DataSize.ofMegabytes(16),
                65_536,
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(4),
                65_536,
                DataSize.ofMegabytes(32),
                DataSize.ofMegabytes(64),
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
    }
}
