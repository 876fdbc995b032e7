package io.verbatim.command.repository;

import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.CreationPolicyAggregateFactory;
import org.axonframework.modelling.command.inspection.AggregateModel;

/// Puts aggregates on the command bus.
///
/// @param commandBus where their commands come from
/// @param eventStore where their events go
/// @param live where they are kept between commands
/// @param snapshotAfterBytes when a snapshot is taken, see [LiveRepository]
public record AggregateRegistrar(
        CommandBus commandBus, EventStore eventStore, LiveAggregates live, long snapshotAfterBytes) {

    /// How the handlers of an aggregate get their parameters: the message, and these resources by type.
    public static ParameterResolverFactory parameters(Class<?> aggregateType, Object... resources) {
        return MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(aggregateType),
                new SimpleResourceParameterResolverFactory(List.of(resources)));
    }

    /// Subscribes the handlers of an aggregate.
    ///
    /// @param factory makes empty instances, and instances of snapshots
    public <T extends AggregateState, F extends AggregateFactory<T> & CreationPolicyAggregateFactory<T>> void register(
            AggregateModel<T> model, F factory) {
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateModel(model)
                .repository(new LiveRepository<>(model, factory, eventStore, live, snapshotAfterBytes))
                .commandTargetResolver(new CommandTarget())
                .creationPolicyAggregateFactory(factory)
                .build()
                .subscribe(commandBus);
    }
}
