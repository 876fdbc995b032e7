package io.verbatim.gateway.presence;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.presence.EndSessions;
import io.verbatim.api.presence.FindGatewaySessions;
import io.verbatim.api.presence.GatewaySessions;
import io.verbatim.api.presence.LoseGateway;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.api.vault.GatewayBeats.Beat;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.GatewayEpoch;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.testing.MemoryVault;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostGatewaysTest {
    private static final PresenceProperties SETTINGS =
            new PresenceProperties(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(15), 2);
    private static final Instant LAST = TestClock.START.minusSeconds(4);

    private final ScriptedSides sides = new ScriptedSides();
    private final MemoryVault vault = new MemoryVault();
    private final TestClock clock = new TestClock();
    private final List<GatewaySessions.Person> open = new ArrayList<>();
    private final LostGateways underTest = new LostGateways(
            vault,
            new Commands(sides.commandBus()),
            new Queries(sides.queryBus()),
            new GatewayLease(new GatewayEpoch("gateway-2"), SETTINGS.lease(), clock.instant()),
            SETTINGS,
            clock);

    @BeforeEach
    void answer() {
        sides.onCommand(LoseGateway.class, command -> new PresenceAnswer(1));
        sides.onCommand(EndSessions.class, command -> {
            open.removeIf(person -> person.uid().equals(command.uid()));
            return new PresenceAnswer(4);
        });
        sides.onQuery(
                FindGatewaySessions.class,
                GatewaySessions.class,
                query -> new GatewaySessions(open.stream().limit(query.limit()).toList()));
    }

    @Test
    void shouldRecordOnceThatAnEndedProcessIsLost() {
        vault.end("gateway-1", LAST);
        underTest.look();
        underTest.look();
        assertThat(sides.received(LoseGateway.class)).containsExactly(new LoseGateway("gateway-1", LAST));
        assertThat(sides.commandMessages().getFirst().getMetaData()).containsEntry("actor", "gateway-2");
    }

    @Test
    void shouldWaitForALeaseToEnd() {
        vault.beat("gateway-1", LAST);
        clock.set(LAST.plus(SETTINGS.lease()).minusMillis(1));
        underTest.look();
        assertThat(sides.received(LoseGateway.class)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        underTest.look();
        assertThat(sides.received(LoseGateway.class)).containsExactly(new LoseGateway("gateway-1", LAST));
    }

    @Test
    void shouldNeverLoseItself() {
        vault.beat("gateway-2", LAST.minusSeconds(1_000));
        underTest.look();
        assertThat(sides.received(LoseGateway.class)).isEmpty();
    }

    @Test
    void shouldCloseSoManySessionsAtATimeAThresholdLater() {
        Instant opened = LAST.minusSeconds(60);
        open.add(new GatewaySessions.Person(ANA.uid(), opened));
        open.add(new GatewaySessions.Person(BOB.uid(), LAST.plusSeconds(2)));
        open.add(new GatewaySessions.Person(io.verbatim.testkit.People.CARLA.uid(), opened));
        vault.end("gateway-1", LAST);
        underTest.look();
        clock.advance(SETTINGS.threshold().minusMillis(1));
        underTest.look();
        assertThat(sides.received(EndSessions.class)).isEmpty();
        clock.advance(Duration.ofMillis(1));
        underTest.look();
        assertThat(sides.received(EndSessions.class))
                .as("who came after the last beat was there then")
                .containsExactly(
                        new EndSessions(ANA.uid(), "gateway-1", LAST),
                        new EndSessions(BOB.uid(), "gateway-1", LAST.plusSeconds(2)));
        underTest.look();
        assertThat(open).isEmpty();
        assertThat(vault.beats()).extracting(Beat::gateway).containsExactly("gateway-1");
        underTest.look();
        assertThat(vault.beats()).as("nothing more is to be done").isEmpty();
    }
}
