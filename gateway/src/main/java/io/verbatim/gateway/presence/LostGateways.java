package io.verbatim.gateway.presence;

import io.verbatim.api.AtLeast;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.presence.EndSessions;
import io.verbatim.api.presence.FindGatewaySessions;
import io.verbatim.api.presence.GatewaySessions;
import io.verbatim.api.presence.LoseGateway;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.api.vault.GatewayBeats;
import io.verbatim.api.vault.GatewayBeats.Beat;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.Queries;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records that epochs of gateways are lost, once their lease is over or their process is gone: from then on readers
/// take their sessions as closed. A threshold later, when those who come back are back, it closes the sessions that
/// are left, so many people a second, and forgets the epoch.
public final class LostGateways {
    private static final Logger LOG = LoggerFactory.getLogger(LostGateways.class);

    private final GatewayBeats beats;
    private final Commands commands;
    private final Queries queries;
    private final GatewayLease lease;
    private final PresenceProperties properties;
    private final Clock clock;

    /// When each that is not forgotten yet was recorded as lost.
    private final Map<String, Instant> lost = new ConcurrentHashMap<>();

    private final AtomicBoolean sweeping = new AtomicBoolean();

    public LostGateways(
            GatewayBeats beats,
            Commands commands,
            Queries queries,
            GatewayLease lease,
            PresenceProperties properties,
            Clock clock) {
        this.beats = beats;
        this.commands = commands;
        this.queries = queries;
        this.lease = lease;
        this.properties = properties;
        this.clock = clock;
    }

    /// Looks for who is lost, and closes some of its sessions. Called each second; looks into the vault.
    public void look() {
        Instant now = clock.instant();
        for (Beat beat : beats.beats()) {
            if (!beat.gateway().equals(lease.epoch()) && isOver(beat, now)) {
                Instant since = lost.get(beat.gateway());
                if (since == null) {
                    lose(beat);
                } else if (!now.isBefore(since.plus(properties.threshold())) && sweeping.compareAndSet(false, true)) {
                    sweep(beat);
                }
            }
        }
    }

    private boolean isOver(Beat beat, Instant now) {
        return beat.ended() || !now.isBefore(beat.at().plus(properties.lease()));
    }

    private void lose(Beat beat) {
        commands.send(new LoseGateway(beat.gateway(), beat.at()), metadata(), PresenceAnswer.class)
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        LOG.info("Gateway {} was lost at {}", beat.gateway(), beat.at());
                        lost.putIfAbsent(beat.gateway(), clock.instant());
                    } else {
                        LOG.warn(
                                "The loss of gateway {} could not be recorded for now: {}",
                                beat.gateway(),
                                failure.toString());
                    }
                });
    }

    private void sweep(Beat beat) {
        FindGatewaySessions query =
                new FindGatewaySessions(beat.gateway(), properties.sweepPerSecond(), AtLeast.ANYTHING);
        queries.ask(query, GatewaySessions.class).whenComplete((found, failure) -> {
            try {
                if (failure != null) {
                    LOG.debug("The sessions of gateway {} are looked for again", beat.gateway(), failure);
                } else if (found.people().isEmpty()) {
                    beats.forget(beat.gateway());
                    lost.remove(beat.gateway());
                } else {
                    found.people().forEach(person -> end(beat, person));
                }
            } finally {
                sweeping.set(false);
            }
        });
    }

    /// A session that was opened after the last beat was active then.
    private void end(Beat beat, GatewaySessions.Person person) {
        Instant at = person.openedAt().isAfter(beat.at()) ? person.openedAt() : beat.at();
        commands.send(new EndSessions(person.uid(), beat.gateway(), at), metadata(), PresenceAnswer.class)
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        LOG.debug("A session of gateway {} is closed later", beat.gateway(), failure);
                    }
                });
    }

    private EventMetadata metadata() {
        return new EventMetadata(lease.epoch(), null, null, null, null);
    }
}
