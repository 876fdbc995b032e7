package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLI = 1_000_000;

    @Test
    void shouldFillTheWindow() {
        Pace window = new Pace.Window(50);

        assertThat(window.due(0, 0)).isEqualTo(50);
        assertThat(window.due(0, 49)).isEqualTo(1);
        assertThat(window.due(0, 50)).isZero();
    }

    @Test
    void shouldSpaceMessagesEvenlyAndCatchUpWhenLate() {
        Pace.Rate rate = new Pace.Rate(500, 0);

        assertThat(rate.due(0, 0)).isEqualTo(1);
        rate.sent(0);
        assertThat(rate.due(MILLI, 0)).isZero();
        assertThat(rate.nanosToNext(MILLI)).isEqualTo(MILLI);

        assertThat(rate.due(10 * MILLI, 1000)).isEqualTo(5);
        rate.sent(10 * MILLI);
        assertThat(rate.lateness.max()).isEqualTo(8 * MILLI);
        assertThat(rate.nanosToNext(10 * MILLI)).isZero();
    }
}
