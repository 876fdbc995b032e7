package io.verbatim.command.presence;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.CloseSession;
import io.verbatim.api.presence.EndSessions;
import io.verbatim.api.presence.OpenSession;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.api.presence.SessionClosed;
import io.verbatim.api.presence.SessionOpened;
import io.verbatim.api.presence.WentOffline;
import io.verbatim.command.presence.PresenceSnapshot.Session;
import io.verbatim.command.repository.AggregateState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/// Whether a person is online: which devices have a session, on which gateways. Sockets come and go without it: a
/// gateway closes a session when the device has stayed away for longer than the threshold.
@AggregateRoot(type = "presence")
final class Presence implements AggregateState {

    private static final int SESSION_BYTES = 256;

    @AggregateIdentifier
    private final String aggregateId;

    private final Set<Session> sessions;
    private boolean online;
    private Instant lastActiveAt;

    /// The presence of a person who was never online.
    Presence(String uid) {
        this.aggregateId = AggregateKind.PRESENCE.idOf(uid);
        this.sessions = new LinkedHashSet<>();
        this.lastActiveAt = Instant.EPOCH;
    }

    /// The presence as a snapshot describes it.
    Presence(PresenceSnapshot snapshot) {
        this.aggregateId = AggregateKind.PRESENCE.idOf(snapshot.uid());
        this.sessions = new LinkedHashSet<>(snapshot.sessions());
        this.online = snapshot.online();
        this.lastActiveAt = snapshot.lastActiveAt();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PresenceAnswer handle(OpenSession command) {
        if (!sessions.contains(new Session(command.device(), command.gateway()))) {
            apply(new SessionOpened(command.device(), command.gateway()));
        }
        if (!online) {
            apply(new CameOnline());
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PresenceAnswer handle(CloseSession command) {
        close(List.of(new Session(command.device(), command.gateway())), command.lastActiveAt());
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PresenceAnswer handle(EndSessions command) {
        close(
                sessions.stream()
                        .filter(session -> session.gateway().equals(command.gateway()))
                        .toList(),
                command.at());
        return answer();
    }

    private void close(List<Session> some, Instant activeAt) {
        for (Session session : some) {
            if (sessions.contains(session)) {
                apply(new SessionClosed(session.device(), session.gateway(), activeAt));
            }
        }
        if (online && sessions.isEmpty()) {
            apply(new WentOffline(lastActiveAt));
        }
    }

    @EventSourcingHandler
    void on(SessionOpened event) {
        sessions.add(new Session(event.device(), event.gateway()));
    }

    @EventSourcingHandler
    void on(CameOnline event) {
        online = true;
    }

    @EventSourcingHandler
    void on(SessionClosed event) {
        sessions.remove(new Session(event.device(), event.gateway()));
        lastActiveAt = event.lastActiveAt().isAfter(lastActiveAt) ? event.lastActiveAt() : lastActiveAt;
    }

    @EventSourcingHandler
    void on(WentOffline event) {
        online = false;
        lastActiveAt = event.lastActiveAt();
    }

    @Override
    public int heapBytes() {
        return 256 + SESSION_BYTES * sessions.size();
    }

    @Override
    public Object snapshot() {
        return new PresenceSnapshot(
                AggregateKind.PRESENCE.nameOf(aggregateId), List.copyOf(sessions), online, lastActiveAt);
    }

    private static PresenceAnswer answer() {
        Long version = AggregateLifecycle.getVersion();
        return new PresenceAnswer(version == null ? 0 : version + 1);
    }
}
