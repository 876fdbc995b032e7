package io.verbatim.gateway.presence;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.DeviceId;
import io.verbatim.api.presence.LoseGateway;
import io.verbatim.api.presence.OpenSession;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.api.vault.GatewayBeats.Beat;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.GatewayEpoch;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.bus.Retry;
import io.verbatim.gateway.bus.RetryProperties;
import io.verbatim.gateway.testing.MemoryVault;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two gateways, one of which was suspended for longer than its lease.
class PresenceKeeperTest {
    private static final PresenceProperties SETTINGS =
            new PresenceProperties(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(15), 200);
    private static final DeviceId PHONE = DeviceId.of("phone");

    private final ScriptedSides sides = new ScriptedSides();
    private final MemoryVault vault = new MemoryVault();
    private final TestClock clock = new TestClock();
    private final Parts one = new Parts("gateway-1");
    private final Parts other = new Parts("gateway-2");

    @BeforeEach
    void answer() {
        sides.onCommand(OpenSession.class, command -> new PresenceAnswer(2));
        sides.onCommand(LoseGateway.class, command -> new PresenceAnswer(1));
    }

    @Test
    void shouldKeepItsEpochWhileItBeatsInTime() {
        one.keeper.beat();
        clock.advance(SETTINGS.lease().minusMillis(1));
        one.keeper.beat();
        clock.advance(SETTINGS.lease().minusMillis(1));
        one.keeper.beat();
        assertThat(vault.beats()).extracting(Beat::gateway).containsExactly("gateway-1");
    }

    @Test
    void shouldGoOnUnderANewEpochWhenOthersMayHaveTakenItAsLost() {
        one.keeper.beat();
        one.sessions.opened(ANA.uid(), PHONE);
        clock.advance(SETTINGS.lease());
        other.keeper.beat();
        other.lost.look();
        assertThat(sides.received(LoseGateway.class))
                .extracting(LoseGateway::gateway)
                .containsExactly("gateway-1");

        one.keeper.beat();
        assertThat(one.lease.epoch()).isNotEqualTo("gateway-1");
        assertThat(sides.received(OpenSession.class))
                .containsExactly(
                        new OpenSession(ANA.uid(), PHONE, "gateway-1"),
                        new OpenSession(ANA.uid(), PHONE, one.lease.epoch()));
        clock.advance(SETTINGS.beat());
        one.keeper.beat();
        other.lost.look();
        assertThat(sides.received(LoseGateway.class))
                .as("its new epoch lives")
                .extracting(LoseGateway::gateway)
                .doesNotContain(one.lease.epoch());
    }

    @Test
    void shouldFindOthersLostInTheNameOfItsNewEpoch() {
        other.keeper.beat();
        one.keeper.beat();
        clock.advance(SETTINGS.lease());
        one.keeper.beat();
        one.lost.look();
        assertThat(sides.commandMessages())
                .filteredOn(message -> message.getPayload() instanceof LoseGateway)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.getMetaData()).containsEntry("actor", one.lease.epoch()));
    }

    @Test
    void shouldTryAgainToGoOnWhenTheVaultTakesNothing() {
        one.keeper.beat();
        one.sessions.opened(ANA.uid(), PHONE);
        clock.advance(SETTINGS.lease());
        vault.failBeats(true);
        assertThatThrownBy(one.keeper::beat).isInstanceOf(IllegalStateException.class);
        assertThat(one.lease.epoch()).as("no beat names another yet").isEqualTo("gateway-1");
        vault.failBeats(false);
        one.keeper.beat();
        assertThat(one.lease.epoch()).isNotEqualTo("gateway-1");
        assertThat(sides.received(OpenSession.class)).contains(new OpenSession(ANA.uid(), PHONE, one.lease.epoch()));
    }

    private final class Parts {
        private final GatewayLease lease;
        private final SessionTable sessions;
        private final LostGateways lost;
        private final PresenceKeeper keeper;

        Parts(String name) {
            GatewayEpoch gateway = new GatewayEpoch(name);
            Commands commands = new Commands(sides.commandBus());
            lease = new GatewayLease(gateway, SETTINGS.lease(), clock.instant());
            sessions = new SessionTable(
                    new RetriedCommands(
                            commands,
                            new Retry(new RetryProperties(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)))),
                    lease,
                    SETTINGS.threshold(),
                    clock);
            lost = new LostGateways(vault, commands, new Queries(sides.queryBus()), lease, SETTINGS, clock);
            keeper = new PresenceKeeper(sessions, lost, vault, lease, SETTINGS, clock);
        }
    }
}
