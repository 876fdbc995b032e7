package io.verbatim.command.account;

import io.verbatim.api.AggregateKind;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.modelling.command.CreationPolicyAggregateFactory;
import org.jspecify.annotations.Nullable;

/// Makes accounts: an empty one, or one of a snapshot.
final class AccountFactory implements AggregateFactory<Account>, CreationPolicyAggregateFactory<Account> {

    @Override
    public Account createAggregateRoot(String aggregateIdentifier, DomainEventMessage<?> firstEvent) {
        return firstEvent.getPayload() instanceof AccountSnapshot snapshot
                ? new Account(snapshot)
                : create(aggregateIdentifier);
    }

    @Override
    public Account create(@Nullable Object aggregateIdentifier) {
        return new Account(AggregateKind.ACCOUNT.nameOf(String.valueOf(aggregateIdentifier)));
    }

    @Override
    public Class<Account> getAggregateType() {
        return Account.class;
    }
}
