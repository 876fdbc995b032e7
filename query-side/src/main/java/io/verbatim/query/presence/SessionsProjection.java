package io.verbatim.query.presence;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.presence.SessionClosed;
import io.verbatim.api.presence.SessionOpened;
import io.verbatim.query.presence.DeviceSessions.Session;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sessions of each device, and who has sessions on which gateway.
public final class SessionsProjection implements Projection<DeviceSessions> {

    private static final Set<Class<? extends Event>> IGNORED =
            PresenceEvents.allBut(Set.of(SessionOpened.class, SessionClosed.class));

    @Override
    public DocumentKind<DeviceSessions> kind() {
        return DeviceSessions.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(
                DeviceSessions.key(new Uid(AggregateKind.PRESENCE.nameOf(event.aggregateId())), device(event.event())));
    }

    @Override
    public DeviceSessions fold(String key, @Nullable DeviceSessions before, RecordedEvent event) {
        List<Session> open = before == null ? new ArrayList<>() : new ArrayList<>(before.open());
        long lastActiveAt = before == null ? 0 : before.lastActiveAt();
        switch (event.event()) {
            case SessionOpened opened -> {
                open.removeIf(session -> session.gateway().equals(opened.gateway()));
                open.add(new Session(opened.gateway(), event.at().toEpochMilli(), event.position()));
            }
            case SessionClosed closed -> {
                open.removeIf(session -> session.gateway().equals(closed.gateway()));
                lastActiveAt = Math.max(lastActiveAt, closed.lastActiveAt().toEpochMilli());
            }
            default -> throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
        }
        return new DeviceSessions(device(event.event()).value(), open, lastActiveAt);
    }

    @Override
    public List<Row> rows(String key, DeviceSessions document) {
        return document.rows(new Uid(DocumentKind.partition(key)));
    }

    private static DeviceId device(Event event) {
        return switch (event) {
            case SessionOpened opened -> opened.device();
            case SessionClosed closed -> closed.device();
            default -> throw new IllegalArgumentException("event: " + event + " (expected: a known one)");
        };
    }
}
