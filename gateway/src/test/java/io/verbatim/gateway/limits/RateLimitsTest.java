package io.verbatim.gateway.limits;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.testing.Bound;
import io.verbatim.testkit.TestClock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final TestClock clock = new TestClock();
    private final RateLimits rates = new RateLimits(Bound.bind(RateLimitProperties.class, Map.of()), clock);

    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(RateLimitProperties.class, Map.of()))
                .isEqualTo(new RateLimitProperties(true, 50, 300, 50, 500, 60, 10, Duration.ofMinutes(15), 100_000));
    }

    @Test
    void shouldBindEverything() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "enabled", "false",
                "sends-per-second", "1",
                "sends-burst", "2",
                "calls-per-second", "3",
                "calls-burst", "4",
                "sign-ins-per-minute", "5",
                "failures", "6",
                "failures-window", "7s",
                "remembered", "8"));
        assertThat(Bound.bind(RateLimitProperties.class, settings))
                .isEqualTo(new RateLimitProperties(false, 1, 2, 3, 4, 5, 6, Duration.ofSeconds(7), 8));
    }

    @Test
    void shouldAllowABurstAndThenARate() {
        for (int i = 0; i < 300; i++) {
            assertThat(rates.trySend(ANA.uid())).isTrue();
        }
        assertThat(rates.trySend(ANA.uid())).isFalse();
        assertThat(rates.trySend(BOB.uid())).isTrue();
        assertThat(rates.tryCall(ANA.uid())).isTrue();
        clock.advance(Duration.ofMillis(20));
        assertThat(rates.trySend(ANA.uid())).isTrue();
        assertThat(rates.trySend(ANA.uid())).isFalse();
    }

    @Test
    void shouldCountSignInsByNetwork() {
        for (int i = 0; i < 60; i++) {
            rates.requireSignIn(new InetSocketAddress("2001:db8::" + i, 1));
        }
        assertLimited(() -> rates.requireSignIn(new InetSocketAddress("2001:db8::ffff", 1)), 1);
        rates.requireSignIn(new InetSocketAddress("2001:db8:0:1::1", 1));
        rates.requireSignIn(new InetSocketAddress("192.0.2.1", 1));
    }

    @Test
    void shouldMakeEvenTheRightPasswordWaitAfterTooManyWrongOnes() {
        for (int i = 0; i < 10; i++) {
            rates.requireFewFailures("ana");
            rates.failed("ana");
        }
        assertLimited(() -> rates.requireFewFailures("ana"), 90);
        rates.requireFewFailures("bob");
        clock.advance(Duration.ofSeconds(90));
        rates.requireFewFailures("ana");
    }

    @Test
    void shouldLimitNothingWhenOff() {
        RateLimits off =
                new RateLimits(new RateLimitProperties(false, 1, 1, 1, 1, 1, 1, Duration.ofMinutes(1), 1), clock);
        for (int i = 0; i < 10; i++) {
            assertThat(off.trySend(ANA.uid())).isTrue();
            assertThat(off.tryCall(ANA.uid())).isTrue();
            assertThat(off.tryAnonymousCall(null)).isTrue();
            off.requireSignIn(null);
            off.failed("ana");
            off.requireFewFailures("ana");
        }
    }

    @Test
    void shouldRefuseARateOfNothing() {
        assertThatThrownBy(() -> new RateLimitProperties(true, 0, 1, 1, 1, 1, 1, Duration.ofMinutes(1), 1))
                .hasMessageContaining("expected");
    }

    private static void assertLimited(ThrowingCallable call, int seconds) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        limited -> assertThat(limited.problem())
                                .isEqualTo(Problem.of(ProblemName.RATE_LIMITED).withRetryAfter(seconds)));
    }
}
