package io.verbatim.query.presence;

import io.verbatim.api.Uid;
import io.verbatim.api.presence.FindGatewaySessions;
import io.verbatim.api.presence.FindPresences;
import io.verbatim.api.presence.FindPresences.Look;
import io.verbatim.api.presence.GatewaySessions;
import io.verbatim.api.presence.PresenceView;
import io.verbatim.api.presence.Presences;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Views;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds out who is online, as far as somebody may know. The sessions of a lost gateway count as closed from its last
/// sign of life, whether or not that is recorded of each.
public final class PresenceQueryHandler {

    private static final int MOST_DEVICES = 1_000;

    private final Views views;
    private final Progress progress;
    private final PresenceVisibility visibility;

    public PresenceQueryHandler(Views views, Progress progress, PresenceVisibility visibility) {
        this.views = views;
        this.progress = progress;
        this.visibility = visibility;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindPresences.class, Presences.class, this::handle);
        answers.answer(FindGatewaySessions.class, GatewaySessions.class, this::handle);
    }

    Presences handle(FindPresences query) {
        long position = progress.position();
        Map<Uid, PresenceView> known = new HashMap<>();
        List<PresenceView> presences = query.looks().stream()
                .map(look -> maySee(look) ? known.computeIfAbsent(look.person(), this::presence) : PresenceView.HIDDEN)
                .toList();
        return new Presences(position, presences);
    }

    GatewaySessions handle(FindGatewaySessions query) {
        Map<Uid, Long> people = new LinkedHashMap<>();
        for (StoredDocument row : views.rowsAscending(DeviceSessions.rowsOf(query.gateway()), query.limit())) {
            long openedAt = Long.parseLong(new String(row.value(), StandardCharsets.US_ASCII));
            people.merge(DeviceSessions.personOfRow(query.gateway(), row.key()), openedAt, Math::max);
        }
        return new GatewaySessions(people.entrySet().stream()
                .map(person -> new GatewaySessions.Person(person.getKey(), Instant.ofEpochMilli(person.getValue())))
                .toList());
    }

    private boolean maySee(Look look) {
        return look.viewer().equals(look.person()) || visibility.shows(look.viewer(), look.person());
    }

    private PresenceView presence(Uid person) {
        LastSeen lastSeen = views.get(LastSeen.KIND, LastSeen.key(person));
        if (lastSeen == null) {
            return PresenceView.HIDDEN;
        }
        long lastActiveAt = lastSeen.lastActiveAt();
        if (!lastSeen.online()) {
            return new PresenceView(false, Instant.ofEpochMilli(lastActiveAt));
        }
        for (DeviceSessions device : views.ascending(DeviceSessions.KIND, DeviceSessions.of(person), MOST_DEVICES)) {
            lastActiveAt = Math.max(lastActiveAt, device.lastActiveAt());
            for (DeviceSessions.Session session : device.open()) {
                LostGateway lost = views.get(LostGateway.KIND, LostGateway.key(session.gateway()));
                if (lost == null) {
                    return new PresenceView(true, null);
                }
                lastActiveAt = Math.max(lastActiveAt, Math.max(lost.at(), session.openedAt()));
            }
        }
        return new PresenceView(false, Instant.ofEpochMilli(lastActiveAt));
    }
}
