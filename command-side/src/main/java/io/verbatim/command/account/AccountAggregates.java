package io.verbatim.command.account;

import io.verbatim.command.repository.AggregateRegistrar;
import io.verbatim.command.repository.SnapshotType;
import java.util.List;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/// The aggregates of accounts, as the rest of the command side sees them.
public final class AccountAggregates {

    /// Their snapshots.
    public static final List<SnapshotType> SNAPSHOTS = List.of(new SnapshotType("account.2", AccountSnapshot.class));

    private AccountAggregates() {}

    /// Puts them on the command bus.
    public static void register(AggregateRegistrar registrar) {
        registrar.register(
                AnnotatedAggregateMetaModelFactory.inspectAggregate(
                        Account.class, AggregateRegistrar.parameters(Account.class)),
                new AccountFactory());
    }
}
