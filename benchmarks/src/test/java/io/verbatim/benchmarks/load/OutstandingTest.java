package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutstandingTest {

    private static final int ALL = Outstanding.ACKED | Outstanding.RECEIVED;

    private final Outstanding outstanding = new Outstanding(ALL);

    @Test
    void shouldForgetAMessageWhenAllHasCome() {
        long number = outstanding.begin(3, 100);

        outstanding.mark(number, Outstanding.RECEIVED);
        assertThat(outstanding.contains(number)).isTrue();
        assertThat(outstanding.sentAt(number)).isEqualTo(100);
        outstanding.mark(number, Outstanding.ACKED);
        assertThat(outstanding.contains(number)).isFalse();
        assertThat(outstanding.count()).isZero();
    }

    @Test
    void shouldBeFullWhenTheOldestIsTooOld() {
        for (int i = 0; i < Outstanding.CAPACITY; i++) {
            outstanding.begin(0, i);
        }
        outstanding.mark(1, ALL);
        assertThat(outstanding.isFull()).isTrue();

        outstanding.mark(0, Outstanding.FAILED);
        assertThat(outstanding.isFull()).isFalse();
        assertThat(outstanding.count()).isEqualTo(Outstanding.CAPACITY - 2);
        assertThat(outstanding.begin(0, 0)).isEqualTo(Outstanding.CAPACITY);
    }
}
