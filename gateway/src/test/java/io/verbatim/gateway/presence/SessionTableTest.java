package io.verbatim.gateway.presence;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.presence.CloseSession;
import io.verbatim.api.presence.OpenSession;
import io.verbatim.api.presence.PresenceAnswer;
import io.verbatim.api.presence.PresenceCommand;
import io.verbatim.gateway.bus.Commands;
import io.verbatim.gateway.bus.GatewayEpoch;
import io.verbatim.gateway.bus.RetriedCommands;
import io.verbatim.gateway.bus.Retry;
import io.verbatim.gateway.bus.RetryProperties;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.CommandMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTableTest {
    private static final Duration THRESHOLD = Duration.ofSeconds(10);
    private static final DeviceId PHONE = DeviceId.of("phone");
    private static final GatewayEpoch GATEWAY = new GatewayEpoch("gateway-1");
    private static final OpenSession OPEN = new OpenSession(ANA.uid(), PHONE, "gateway-1");

    private final ScriptedSides sides = new ScriptedSides();
    private final TestClock clock = new TestClock();
    private final GatewayLease lease = new GatewayLease(GATEWAY, Duration.ofSeconds(15), clock.instant());
    private final SessionTable underTest = new SessionTable(
            new RetriedCommands(
                    new Commands(sides.commandBus()),
                    new Retry(new RetryProperties(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)))),
            lease,
            THRESHOLD,
            clock);

    @BeforeEach
    void answer() {
        sides.onCommand(OpenSession.class, command -> new PresenceAnswer(2));
        sides.onCommand(CloseSession.class, command -> new PresenceAnswer(4));
    }

    @Test
    void shouldTellOfTheFirstConnectionAlone() {
        opened();
        opened();
        closed();
        assertThat(sides.received(PresenceCommand.class)).containsExactly(OPEN);
        CommandMessage<?> message = sides.commandMessages().getFirst();
        assertThat(message.getMetaData())
                .containsEntry("actor", ANA.uid().value())
                .containsEntry("device", "phone");
    }

    @Test
    void shouldTellOfTheLastConnectionAfterTheThreshold() {
        opened();
        closed();
        Instant left = clock.instant();
        tickAfter(THRESHOLD.minusMillis(1));
        assertThat(sides.received(CloseSession.class)).isEmpty();
        tickAfter(Duration.ofMillis(1));
        assertThat(sides.received(PresenceCommand.class))
                .containsExactly(OPEN, new CloseSession(ANA.uid(), PHONE, "gateway-1", left));
        assertThat(underTest.size()).isZero();
    }

    @Test
    void shouldTellNothingOfWhoIsBackInTime() {
        opened();
        for (int i = 0; i < 10; i++) {
            closed();
            tickAfter(THRESHOLD.minusMillis(1));
            opened();
            tickAfter(THRESHOLD);
        }
        assertThat(sides.received(PresenceCommand.class)).containsExactly(OPEN);
        closed();
        Instant left = clock.instant();
        tickAfter(THRESHOLD);
        tickAfter(THRESHOLD);
        assertThat(sides.received(CloseSession.class))
                .containsExactly(new CloseSession(ANA.uid(), PHONE, "gateway-1", left));
    }

    @Test
    void shouldHaveBeenActiveWhenLastHeardOf() {
        opened();
        underTest.closed(ANA.uid(), PHONE, Duration.ofSeconds(50));
        Instant heard = clock.instant().minusSeconds(50);
        tickAfter(THRESHOLD);
        assertThat(sides.received(CloseSession.class))
                .extracting(CloseSession::lastActiveAt)
                .containsExactly(heard);
    }

    @Test
    void shouldOpenUnderANewEpochWhoIsHereAndCloseNothingOfTheOld() {
        DeviceId laptop = DeviceId.of("laptop");
        opened();
        underTest.opened(ANA.uid(), laptop);
        underTest.closed(ANA.uid(), laptop, Duration.ZERO);
        lease.renew("gateway-1-again", clock.instant());
        underTest.renewed();
        assertThat(sides.received(OpenSession.class))
                .containsExactly(
                        OPEN,
                        new OpenSession(ANA.uid(), laptop, "gateway-1"),
                        new OpenSession(ANA.uid(), PHONE, lease.epoch()));
        tickAfter(THRESHOLD);
        assertThat(sides.received(CloseSession.class))
                .as("the epoch that is lost takes its sessions with it")
                .isEmpty();
        assertThat(underTest.size()).isEqualTo(1);
        closed();
        Instant left = clock.instant();
        tickAfter(THRESHOLD);
        assertThat(sides.received(CloseSession.class))
                .containsExactly(new CloseSession(ANA.uid(), PHONE, lease.epoch(), left));
    }

    @Test
    void shouldCloseWhatWasOpenedUnderAnEpochThatEndedMeanwhile() {
        sides.onCommand(OpenSession.class, command -> {
            if (command.gateway().equals("gateway-1")) {
                lease.renew("gateway-1-again", clock.instant());
            }
            return new PresenceAnswer(2);
        });
        opened();
        assertThat(sides.received(PresenceCommand.class))
                .containsExactly(
                        OPEN,
                        new CloseSession(ANA.uid(), PHONE, "gateway-1", clock.instant()),
                        new OpenSession(ANA.uid(), PHONE, lease.epoch()));
    }

    @Test
    void shouldTryAgainWhatCouldNotBeRecorded() {
        sides.onCommand(OpenSession.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.UNAVAILABLE);
        });
        opened();
        sides.onCommand(OpenSession.class, command -> new PresenceAnswer(2));
        tickAfter(Duration.ofSeconds(1));
        assertThat(sides.received(OpenSession.class)).containsExactly(OPEN, OPEN);
        closed();
        tickAfter(THRESHOLD);
        assertThat(sides.received(CloseSession.class)).hasSize(1);
    }

    @Test
    void shouldForgetWhoHasGoneBeforeItCouldBeRecorded() {
        sides.onCommand(OpenSession.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.UNAVAILABLE);
        });
        opened();
        closed();
        tickAfter(Duration.ofSeconds(1));
        assertThat(sides.received(OpenSession.class)).hasSize(1);
        assertThat(underTest.size()).isZero();
    }

    @Test
    void shouldBearAnEndThatIsCountedBeforeItsBeginning() {
        closed();
        opened();
        assertThat(sides.received(PresenceCommand.class)).isEmpty();
        assertThat(underTest.size()).isZero();
    }

    private void opened() {
        underTest.opened(ANA.uid(), PHONE);
    }

    private void closed() {
        underTest.closed(ANA.uid(), PHONE, Duration.ZERO);
    }

    private void tickAfter(Duration time) {
        clock.advance(time);
        underTest.tick();
    }
}
