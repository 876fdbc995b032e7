package io.verbatim.query.presence;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.presence.GatewayLost;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Projection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The epochs of gateways that were lost: their sessions count as closed.
public final class LostGatewaysProjection implements Projection<LostGateway> {

    private static final Set<Class<? extends Event>> IGNORED = PresenceEvents.allBut(Set.of(GatewayLost.class));

    @Override
    public DocumentKind<LostGateway> kind() {
        return LostGateway.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public boolean insertsOnly() {
        return true;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(LostGateway.key(AggregateKind.GATEWAY.nameOf(event.aggregateId())));
    }

    @Override
    public LostGateway fold(String key, @Nullable LostGateway before, RecordedEvent event) {
        if (event.event() instanceof GatewayLost lost) {
            return new LostGateway(lost.at().toEpochMilli());
        }
        throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }
}
