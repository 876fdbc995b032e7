package io.verbatim.gateway.presence;

import io.verbatim.api.vault.GatewayBeats;
import io.verbatim.gateway.bus.GatewayEpoch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Says that this gateway lives, and sees to sessions and to the gateways that do not. Begins before clients can
/// connect, and ends after the last has gone: its last beat is when their sessions end.
final class PresenceKeeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceKeeper.class);
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;
    private static final Duration SELDOM = Duration.ofSeconds(1);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final int LOOKS = 10;

    private final SessionTable sessions;
    private final LostGateways lost;
    private final GatewayBeats beats;
    private final GatewayLease lease;
    private final PresenceProperties properties;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService executor;

    PresenceKeeper(
            SessionTable sessions,
            LostGateways lost,
            GatewayBeats beats,
            GatewayLease lease,
            PresenceProperties properties,
            Clock clock) {
        this.sessions = sessions;
        this.lost = lost;
        this.beats = beats;
        this.lease = lease;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        lease.beaten(now()); // whose epoch nobody knows, nobody has lost
        beat();
        ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("gateway-presence").daemon().factory());
        executor = own;
        own.execute(() -> guarded(lost::look));
        every(own, properties.beat(), this::beat);
        every(own, period(), sessions::tick);
        every(own, SELDOM, lost::look);
    }

    @Override
    public void stop() {
        ScheduledExecutorService own = executor;
        executor = null;
        if (own != null) {
            own.shutdownNow();
            guarded(this::beat);
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /// Comes late when the process was suspended, or when the vault did not take the last one.
    void beat() {
        Instant at = now();
        if (!lease.isOver(at)) {
            beats.beat(lease.epoch(), at);
            if (!lease.isOver(now())) {
                lease.beaten(at);
                return;
            }
        }
        LOG.warn("The lease of gateway {} is over: it goes on under a new epoch", lease.epoch());
        String next = GatewayEpoch.random().value();
        Instant begin = now();
        beats.beat(next, begin); // first: who opens a session under an epoch must be able to lose it
        lease.renew(next, begin);
        sessions.renewed();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// A tenth of the threshold, within bounds.
    private Duration period() {
        Duration tenth = properties.threshold().dividedBy(LOOKS);
        return tenth.compareTo(SELDOM) > 0 ? SELDOM : tenth.compareTo(OFTEN) < 0 ? OFTEN : tenth;
    }

    private static void every(ScheduledExecutorService own, Duration period, Runnable task) {
        Future<?> _ = own.scheduleWithFixedDelay(
                () -> guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.error("What is done for presence ended with a fault; it is done again", fault);
        }
    }
}
