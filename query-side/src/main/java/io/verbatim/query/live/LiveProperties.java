package io.verbatim.query.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The router of live events.
///
/// @param partitions how many parts the router has, each with a lock and an interval of its own; the same for all
/// routers
/// @param beat how often a gateway hears of a partition in which nothing happens
@ConfigurationProperties("verbatim.live")
public record LiveProperties(
        @DefaultValue("1") int partitions,
        @DefaultValue("1s") Duration beat) {

    public LiveProperties {
        requirePositive("partitions", partitions);
        requirePositive("beat", beat.toMillis());
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("verbatim.live." + name + ": " + value + " (expected: > 0)");
        }
    }
}
