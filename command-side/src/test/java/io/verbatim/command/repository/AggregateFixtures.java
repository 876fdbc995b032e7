package io.verbatim.command.repository;

import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.CreationPolicyAggregateFactory;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;

/// Axon's fixtures for aggregates that are registered as [AggregateRegistrar] does it: by factory, and addressed by
/// [CommandTarget]. Each working instance is compared with one that is loaded anew.
public final class AggregateFixtures {

    private AggregateFixtures() {}

    public static <T extends AggregateState, F extends AggregateFactory<T> & CreationPolicyAggregateFactory<T>>
            FixtureConfiguration<T> of(Class<T> type, AggregateModel<T> model, F factory) {
        AggregateTestFixture<T> fixture = new AggregateTestFixture<>(type);
        fixture.registerRepository(EventSourcingRepository.builder(type)
                .aggregateModel(model)
                .aggregateFactory(factory)
                .eventStore(fixture.getEventStore())
                .build());
        AggregateAnnotationCommandHandler<T> handler = AggregateAnnotationCommandHandler.<T>builder()
                .aggregateModel(model)
                .repository(fixture.getRepository())
                .commandTargetResolver(new CommandTarget())
                .creationPolicyAggregateFactory(factory)
                .build();
        handler.supportedCommandNames().forEach(name -> fixture.registerCommandHandler(name, handler::handle));
        return fixture;
    }
}
