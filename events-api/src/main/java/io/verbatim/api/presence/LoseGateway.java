package io.verbatim.api.presence;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Command;
import java.time.Instant;

/// An epoch of a gateway has ended: its lease is over, or its process is known to be gone. Answered by
/// [PresenceAnswer], also when it is lost already: then the first time stands.
///
/// @param gateway the epoch
/// @param at its last sign of life
public record LoseGateway(String gateway, Instant at) implements Command {

    @Override
    public String aggregateId() {
        return AggregateKind.GATEWAY.idOf(gateway);
    }
}
