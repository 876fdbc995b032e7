package io.verbatim.command.presence;

import io.verbatim.command.repository.AggregateRegistrar;
import io.verbatim.command.repository.SnapshotType;
import java.util.List;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/// The aggregates of presence, as the rest of the command side sees them.
public final class PresenceAggregates {

    /// Their snapshots.
    public static final List<SnapshotType> SNAPSHOTS = List.of(
            new SnapshotType("presence.1", PresenceSnapshot.class),
            new SnapshotType("gateway.1", GatewaySnapshot.class));

    private PresenceAggregates() {}

    /// Puts them on the command bus.
    public static void register(AggregateRegistrar registrar) {
        registrar.register(
                AnnotatedAggregateMetaModelFactory.inspectAggregate(
                        Presence.class, AggregateRegistrar.parameters(Presence.class)),
                new PresenceFactory());
        registrar.register(
                AnnotatedAggregateMetaModelFactory.inspectAggregate(
                        Gateway.class, AggregateRegistrar.parameters(Gateway.class)),
                new GatewayFactory());
    }
}
