package io.verbatim.gateway.presence;

import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Uid;
import io.verbatim.api.presence.CloseSession;
import io.verbatim.api.presence.OpenSession;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.api.presence.PresenceCommand;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.presence.DeviceSession.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which devices have connections here. The command side is told of a device's first one, and when it has stayed away
/// for longer than the threshold; of all between only this table knows. One command of a device at a time; one that
/// fails is sent again later, if it is still so.
public final class SessionTable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final RetriedCommands commands;
    private final GatewayLease lease;
    private final Duration threshold;
    private final Clock clock;

    /// Changed only inside `compute`.
    private final Map<Device, DeviceSession> sessions = new ConcurrentHashMap<>();

    private final Queue<Due> due = new PriorityBlockingQueue<>(11, Comparator.comparing(Due::at));

    public SessionTable(RetriedCommands commands, GatewayLease lease, Duration threshold, Clock clock) {
        this.commands = commands;
        this.lease = lease;
        this.threshold = threshold;
        this.clock = clock;
    }

    /// A device has one more connection.
    public void opened(Uid uid, DeviceId device) {
        change(new Device(uid, device), DeviceSession::opened);
    }

    /// A device has one connection less.
    ///
    /// @param silentFor since when nothing was heard on it
    public void closed(Uid uid, DeviceId device, Duration silentFor) {
        Instant now = clock.instant();
        Instant lastActiveAt = now.minus(silentFor).truncatedTo(ChronoUnit.MILLIS);
        change(new Device(uid, device), session -> session.closed(now, lastActiveAt));
    }

    /// Does what is due by now.
    public void tick() {
        Instant now = clock.instant();
        for (Due next = due.poll(); next != null; next = due.poll()) {
            if (next.at.isAfter(now)) {
                due.add(next);
                return;
            }
            change(next.device, DeviceSession::looked);
        }
    }

    /// The gateway has a new epoch: who is here is recorded under that.
    void renewed() {
        sessions.keySet().forEach(device -> change(device, _ -> {}));
    }

    /// How many devices it knows.
    public int size() {
        return sessions.size();
    }

    private void change(Device device, Consumer<DeviceSession> change) {
        Step[] step = {Step.NOTHING};
        DeviceSession after = sessions.compute(device, (same, known) -> {
            DeviceSession session = known == null ? new DeviceSession() : known;
            change.accept(session);
            step[0] = session.next(clock.instant(), threshold, lease.epoch());
            return step[0] == Step.FORGET ? null : session;
        });
        if (after != null) {
            take(step[0], device, after);
        }
    }

    private void take(Step step, Device device, DeviceSession session) {
        String epoch = lease.epoch();
        switch (step) {
            case OPEN -> send(device, new OpenSession(device.uid, device.id, epoch), epoch);
            case CLOSE -> send(device, new CloseSession(device.uid, device.id, epoch, session.lastActiveAt()), null);
            case WAIT -> due.add(new Due(device, session.dueAt(threshold)));
            case NOTHING, FORGET -> {}
        }
    }

    /// @param opens under which epoch; null: it closes
    private void send(Device device, PresenceCommand command, @Nullable String opens) {
        commands.send(command, EventMetadata.of(device.uid, device.id), PresenceAnswer.class)
                .whenComplete((answer, failure) -> answered(device, opens, failure));
    }

    private void answered(Device device, @Nullable String opens, @Nullable Throwable failure) {
        if (failure == null) {
            closeLate(device, opens);
            change(device, session -> session.recorded(opens));
            return;
        }
        LOG.warn("A session could not be recorded; it is tried again: {}", failure.toString());
        sessions.computeIfPresent(device, (same, session) -> {
            session.failed();
            return session;
        });
        due.add(new Due(device, clock.instant().plus(AGAIN)));
    }

    /// What was opened under an epoch that has ended meanwhile, perhaps after all others of it were closed.
    private void closeLate(Device device, @Nullable String opened) {
        if (opened != null && !opened.equals(lease.epoch())) {
            CloseSession close = new CloseSession(device.uid, device.id, opened, clock.instant());
            commands.send(close, EventMetadata.of(device.uid, device.id), PresenceAnswer.class)
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            LOG.warn("A session of an epoch that has ended stays open: {}", failure.toString());
                        }
                    });
        }
    }

    private record Device(Uid uid, DeviceId id) {}

    private record Due(Device device, Instant at) {}
}
