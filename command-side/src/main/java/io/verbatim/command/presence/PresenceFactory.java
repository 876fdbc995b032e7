package io.verbatim.command.presence;

import io.verbatim.api.AggregateKind;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.modelling.command.CreationPolicyAggregateFactory;
import org.jspecify.annotations.Nullable;

/// Makes presences: an empty one, or one of a snapshot.
final class PresenceFactory implements AggregateFactory<Presence>, CreationPolicyAggregateFactory<Presence> {

    @Override
    public Presence createAggregateRoot(String aggregateIdentifier, DomainEventMessage<?> firstEvent) {
        return firstEvent.getPayload() instanceof PresenceSnapshot snapshot
                ? new Presence(snapshot)
                : create(aggregateIdentifier);
    }

    @Override
    public Presence create(@Nullable Object aggregateIdentifier) {
        return new Presence(AggregateKind.PRESENCE.nameOf(String.valueOf(aggregateIdentifier)));
    }

    @Override
    public Class<Presence> getAggregateType() {
        return Presence.class;
    }
}
