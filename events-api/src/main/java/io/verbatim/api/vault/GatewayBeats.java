package io.verbatim.api.vault;

import java.time.Instant;
import java.util.List;

/// When each epoch of a gateway was last known to live: what is left of one that was killed. Durable on return.
public interface GatewayBeats {

    /// The epoch lives.
    void beat(String gateway, Instant at);

    /// All epochs that are not forgotten.
    List<Beat> beats();

    /// Nothing more is to be done about the epoch.
    void forget(String gateway);

    /// A sign of life.
    ///
    /// @param gateway the epoch
    /// @param at its last beat
    /// @param ended whether its process is known to be gone, so that nobody need wait for its lease to end
    record Beat(String gateway, Instant at, boolean ended) {}
}
