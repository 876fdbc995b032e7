package io.verbatim.query.search;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The index of what was said.
///
/// @param folder where it lives; one process at a time. Deleting it is safe: it is made anew
/// @param batch how many events are taken together at most
/// @param refresh after how long what was written is shown at the latest; at once if somebody waits for it, and within
///     a second if somebody searches
/// @param commitEvery after how long it is written out: what a start after a crash takes in again
/// @param commitEvents or after so many events
/// @param memory what is collected in memory before it is written out
/// @param expunge how often what was deleted is taken from the disk
@ConfigurationProperties("verbatim.search")
public record SearchProperties(
        @DefaultValue("data/search") Path folder,
        @DefaultValue("2000") int batch,
        @DefaultValue("15s") Duration refresh,
        @DefaultValue("15s") Duration commitEvery,
        @DefaultValue("50000") int commitEvents,
        @DefaultValue("32MB") DataSize memory,
        @DefaultValue("6h") Duration expunge) {

    public SearchProperties {
        requirePositive("batch", batch);
        requirePositive("refresh", refresh.toMillis());
        requirePositive("commit-every", commitEvery.toMillis());
        requirePositive("commit-events", commitEvents);
        requirePositive("memory", memory.toMegabytes());
        requirePositive("expunge", expunge.toMillis());
    }

    /// The defaults, in another folder.
    public static SearchProperties in(Path folder) {
        return new SearchProperties(
                folder,
                2_000,
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                50_000,
                DataSize.ofMegabytes(32),
                Duration.ofHours(6));
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("verbatim.search." + name + ": " + value + " (expected: > 0)");
        }
    }
}
