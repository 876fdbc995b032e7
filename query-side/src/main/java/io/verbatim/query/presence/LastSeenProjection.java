package io.verbatim.query.presence;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.WentOffline;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Projection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When each person was last seen.
public final class LastSeenProjection implements Projection<LastSeen> {

    private static final Set<Class<? extends Event>> IGNORED =
            PresenceEvents.allBut(Set.of(CameOnline.class, WentOffline.class));

    @Override
    public DocumentKind<LastSeen> kind() {
        return LastSeen.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(LastSeen.key(new Uid(AggregateKind.PRESENCE.nameOf(event.aggregateId()))));
    }

    @Override
    public LastSeen fold(String key, @Nullable LastSeen before, RecordedEvent event) {
        return switch (event.event()) {
            case CameOnline _ -> new LastSeen(true, before == null ? 0 : before.lastActiveAt());
            case WentOffline offline ->
                new LastSeen(false, offline.lastActiveAt().toEpochMilli());
            default -> throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
        };
    }
}
