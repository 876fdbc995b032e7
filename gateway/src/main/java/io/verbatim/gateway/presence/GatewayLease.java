package io.verbatim.gateway.presence;

import io.verbatim.gateway.bus.GatewayEpoch;
import java.time.Duration;
import java.time.Instant;

/// Under which epoch this gateway's sessions are recorded. Others take a gateway as lost that has not said in time that
/// it lives, because it was suspended or could not write: then its sessions are closed for all who look, and what it
/// opens more would be, too. So it goes on under a new epoch.
public final class GatewayLease {
    private final Duration length;
    private volatile String epoch;
    private volatile Instant beatenAt;

    /// The lease of a gateway that begins.
    ///
    /// @param length without a beat for so long it is over
    public GatewayLease(GatewayEpoch gateway, Duration length, Instant now) {
        this.length = length;
        this.epoch = gateway.value();
        this.beatenAt = now;
    }

    /// The present one.
    public String epoch() {
        return epoch;
    }

    /// Whether others may have taken the gateway as lost by now.
    boolean isOver(Instant now) {
        return !now.isBefore(beatenAt.plus(length));
    }

    /// A beat is written that has this time.
    void beaten(Instant at) {
        beatenAt = at;
    }

    /// Goes on under another epoch, which has been beaten at this time.
    void renew(String next, Instant at) {
        epoch = next;
        beatenAt = at;
    }
}
