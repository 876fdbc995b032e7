package io.verbatim.command.presence;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.presence.GatewayLost;
import io.verbatim.api.presence.LoseGateway;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.command.repository.AggregateState;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/// One epoch of a gateway: it can be lost, once.
@AggregateRoot(type = "gateway")
final class Gateway implements AggregateState {

    private static final int BYTES = 256;

    @AggregateIdentifier
    private final String aggregateId;

    private @Nullable Instant lostAt;

    /// An epoch of which nothing is recorded.
    Gateway(String epoch) {
        this.aggregateId = AggregateKind.GATEWAY.idOf(epoch);
    }

    /// The epoch as a snapshot describes it.
    Gateway(GatewaySnapshot snapshot) {
        this.aggregateId = AggregateKind.GATEWAY.idOf(snapshot.epoch());
        this.lostAt = snapshot.lostAt();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PresenceAnswer handle(LoseGateway command) {
        if (lostAt == null) {
            apply(new GatewayLost(command.at()));
        }
        return new PresenceAnswer(AggregateLifecycle.getVersion() + 1);
    }

    @EventSourcingHandler
    void on(GatewayLost event) {
        lostAt = event.at();
    }

    @Override
    public int heapBytes() {
        return BYTES;
    }

    @Override
    public Object snapshot() {
        return new GatewaySnapshot(AggregateKind.GATEWAY.nameOf(aggregateId), lostAt);
    }
}
