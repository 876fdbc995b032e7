package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.DeviceId;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.EndSessions;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.api.presence.WentOffline;
import io.verbatim.gateway.bus.GatewayEpoch;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.presence.GatewayLease;
import io.verbatim.gateway.presence.SessionTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/// A thousand clients that come and go without end, on the real command bus and log, by a clock of their own.
class FlappingClientsTest {

    private static final int CLIENTS = 1_000;
    private static final Duration THRESHOLD = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final int STEPS = 120;
    private static final DeviceId PHONE = DeviceId.of("phone");

    @TempDir
    Path temp;

    private final SteppedClock clock = new SteppedClock();
    private final List<RecordedEvent> recorded = new CopyOnWriteArrayList<>();
    private final boolean[] connected = new boolean[CLIENTS];

    @Test
    void shouldRecordAtMostOnePairPerThreshold() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            SessionTable table = table(application);
            Random random = new Random(1);
            for (int step = 0; step < STEPS; step++) {
                for (int client = 0; client < CLIENTS; client++) {
                    // every other one is away for longer at times; the rest never stays for a second
                    if (client % 2 == 0 || random.nextInt(20) == 0) {
                        flap(table, client);
                    }
                }
                pass(table, STEP);
                awaitAnswers(application.getBean(RetriedCommands.class), step);
            }
            leaveForGood(table);

            awaitEvents();
            long most = THRESHOLD.plus(STEP.multipliedBy(STEPS)).dividedBy(THRESHOLD) + 1;
            Map<String, Long> online = count(CameOnline.class);
            assertThat(online).hasSize(CLIENTS).isEqualTo(count(WentOffline.class));
            assertThat(online.values()).allMatch(times -> times <= most).anyMatch(times -> times > 1);
            for (int client = 0; client < CLIENTS; client += 2) {
                assertThat(online.get(presence(client)))
                        .as("never away for long")
                        .isEqualTo(1);
            }
        }
    }

    private void flap(SessionTable table, int client) {
        if (connected[client]) {
            table.closed(uid(client), PHONE, Duration.ZERO);
        } else {
            table.opened(uid(client), PHONE);
        }
        connected[client] = !connected[client];
    }

    private void pass(SessionTable table, Duration time) {
        clock.advance(time);
        table.tick();
    }

    /// Lets the command side come after: it answers in order what it decides in order.
    private static void awaitAnswers(RetriedCommands commands, int step) throws Exception {
        EndSessions nothing = new EndSessions(uid(CLIENTS + step), "no-gateway", Instant.EPOCH);
        commands.send(nothing, EventMetadata.of(nothing.uid(), null), PresenceAnswer.class)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private void leaveForGood(SessionTable table) throws InterruptedException {
        for (int client = 0; client < CLIENTS; client++) {
            if (connected[client]) {
                flap(table, client);
            }
        }
        for (int looks = 0; table.size() > 0; looks++) {
            assertThat(looks).as("looks until all are gone").isLessThan(2_000);
            pass(table, THRESHOLD);
            TimeUnit.MILLISECONDS.sleep(10); // what is asked of the command side is answered elsewhere
        }
    }

    /// The last events are shown after the last answers are given.
    private void awaitEvents() throws InterruptedException {
        for (int looks = 0; !count(CameOnline.class).equals(count(WentOffline.class)); looks++) {
            assertThat(looks).as("looks until all is shown").isLessThan(500);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private SessionTable table(ConfigurableApplicationContext application) {
        application
                .getBean(SyncedEvents.class)
                .subscribe(events -> events.stream()
                        .filter(event -> event.event() instanceof PresenceEvent)
                        .forEach(recorded::add));
        return new SessionTable(
                application.getBean(RetriedCommands.class),
                new GatewayLease(GatewayEpoch.random(), Duration.ofHours(1), clock.instant()),
                THRESHOLD,
                clock);
    }

    private Map<String, Long> count(Class<?> type) {
        return recorded.stream()
                .filter(event -> type.isInstance(event.event()))
                .collect(Collectors.groupingBy(RecordedEvent::aggregateId, Collectors.counting()));
    }

    private static Uid uid(int client) {
        return Uid.of("%016d".formatted(client));
    }

    private static String presence(int client) {
        return AggregateKind.PRESENCE.idOf(uid(client).value());
    }

    private ConfigurableApplicationContext start() {
        return VerbatimApplication.start(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.server.port=0",
                "--verbatim.data=" + temp.resolve("data"));
    }

    private static final class SteppedClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
