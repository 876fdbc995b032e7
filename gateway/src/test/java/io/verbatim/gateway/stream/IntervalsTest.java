package io.verbatim.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    private final Intervals intervals = new Intervals();

    @Test
    void shouldBeginWithWhateverComesFirst() {
        assertThat(intervals.follows(batch(0, 5, 9))).isTrue();
        assertThat(intervals.isRepeated(batch(0, 0, 0))).isFalse();
    }

    @Test
    void shouldBeginWhereTheFirstInterestDoes() {
        intervals.begin(List.of(new Place(0, 7), new Place(1, 7)));
        intervals.begin(List.of(new Place(0, 9), new Place(1, 9)));

        assertThat(intervals.follows(batch(0, 5, 9))).isTrue();
        assertThat(intervals.follows(batch(0, 8, 9))).as("the first is lost").isFalse();
        assertThat(intervals.isRepeated(batch(0, 5, 7))).isTrue();
    }

    @Test
    void shouldTellPartitionsApart() {
        intervals.took(batch(0, 0, 9));
        intervals.took(batch(1, 0, 5));

        assertThat(intervals.follows(batch(0, 9, 10))).isTrue();
        assertThat(intervals.follows(batch(1, 9, 10))).isFalse();
        assertThat(intervals.isRepeated(batch(1, 4, 6))).isFalse();
        assertThat(intervals.reached()).isEqualTo(5);
    }

    /// A cursor must not pass what a partition that has told nothing yet may still tell.
    @Test
    void shouldReachNoFurtherThanAPartitionThatHasToldNothing() {
        intervals.begin(List.of(new Place(0, 3), new Place(1, 4)));
        intervals.took(batch(0, 3, 9));

        assertThat(intervals.reached()).isEqualTo(4);
    }

    private static LiveBatch batch(int partition, long from, long to) {
        return new LiveBatch(partition, from, to, List.of());
    }
}
