package io.verbatim.command.presence;

import io.verbatim.api.AggregateKind;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.modelling.command.CreationPolicyAggregateFactory;
import org.jspecify.annotations.Nullable;

/// Makes gateways: an empty one, or one of a snapshot.
final class GatewayFactory implements AggregateFactory<Gateway>, CreationPolicyAggregateFactory<Gateway> {

    @Override
    public Gateway createAggregateRoot(String aggregateIdentifier, DomainEventMessage<?> firstEvent) {
        return firstEvent.getPayload() instanceof GatewaySnapshot snapshot
                ? new Gateway(snapshot)
                : create(aggregateIdentifier);
    }

    @Override
    public Gateway create(@Nullable Object aggregateIdentifier) {
        return new Gateway(AggregateKind.GATEWAY.nameOf(String.valueOf(aggregateIdentifier)));
    }

    @Override
    public Class<Gateway> getAggregateType() {
        return Gateway.class;
    }
}
