package io.verbatim.command.presence;

import io.verbatim.api.presence.GatewayLost;
import io.verbatim.api.presence.LoseGateway;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.command.repository.AggregateFixtures;
import io.verbatim.command.repository.AggregateRegistrar;
import java.time.Instant;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final FixtureConfiguration<Gateway> gateway = AggregateFixtures.of(
            Gateway.class,
            AnnotatedAggregateMetaModelFactory.inspectAggregate(
                    Gateway.class, AggregateRegistrar.parameters(Gateway.class)),
            new GatewayFactory());

    @Test
    void shouldBeLost() {
        gateway.givenNoPriorActivity()
                .when(new LoseGateway("gateway-1", NOON))
                .expectEvents(new GatewayLost(NOON))
                .expectResultMessagePayload(new PresenceAnswer(1));
    }

    @Test
    void shouldBeLostOnce() {
        gateway.given(new GatewayLost(NOON))
                .when(new LoseGateway("gateway-1", NOON.plusSeconds(5)))
                .expectNoEvents()
                .expectResultMessagePayload(new PresenceAnswer(1));
    }
}
