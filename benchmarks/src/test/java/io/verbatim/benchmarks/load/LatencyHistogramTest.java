package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void shouldBeZeroWhenEmpty() {
        assertThat(histogram.percentile(99)).isZero();
        assertThat(histogram.max()).isZero();
    }

    @Test
    void shouldBeExactWhenValuesAreSmall() {
        LongStream.rangeClosed(1, 100).forEach(histogram::record);

        assertThat(histogram.percentile(50)).isEqualTo(50);
        assertThat(histogram.percentile(99)).isEqualTo(99);
        assertThat(histogram.percentile(100)).isEqualTo(100);
        assertThat(histogram.count()).isEqualTo(100);
    }

    @Test
    void shouldStayWithinOnePercentOfTheTruth() {
        long[] values = new SplittableRandom(7)
                .longs(50_000, 1_000, 5_000_000_000L)
                .sorted()
                .toArray();
        LongStream.of(values).forEach(histogram::record);

        for (double percent : new double[] {1, 50, 90, 99, 99.9}) {
            long truth = values[(int) Math.ceil(values.length * percent / 100) - 1];
            assertThat(histogram.percentile(percent))
                    .isCloseTo(truth, withinPercentage(0.8))
                    .isGreaterThanOrEqualTo(truth);
        }
        assertThat(histogram.percentile(100)).isEqualTo(values[values.length - 1]);
    }

    @Test
    void shouldTakeTheGreatestValueThereIs() {
        histogram.record(Long.MAX_VALUE);

        assertThat(histogram.percentile(50)).isEqualTo(Long.MAX_VALUE);
    }
}
