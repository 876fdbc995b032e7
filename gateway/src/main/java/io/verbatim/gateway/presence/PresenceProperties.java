package io.verbatim.gateway.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Presence, as gateways see to it.
///
/// @param threshold a device that is back within this time was never away; so a client that comes and goes is recorded
///     at most once in it
/// @param beat how often a gateway says that it lives
/// @param lease a gateway that has said nothing for so long is lost: its sessions end with its last beat
/// @param sweepPerSecond of how many people of a lost gateway the presence is closed each second
@ConfigurationProperties("verbatim.gateway.presence")
public record PresenceProperties(
        @DefaultValue("10s") Duration threshold,
        @DefaultValue("5s") Duration beat,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("200") int sweepPerSecond) {
    public PresenceProperties {
        if (!threshold.isPositive() || !beat.isPositive() || lease.compareTo(beat) <= 0 || sweepPerSecond < 1) {
            throw new IllegalArgumentException("verbatim.gateway.presence: threshold=" + threshold + ", beat=" + beat
                    + ", lease=" + lease + ", sweepPerSecond=" + sweepPerSecond
                    + " (expected: 0 < threshold, 0 < beat < lease, 1 <= sweepPerSecond)");
        }
    }
}
