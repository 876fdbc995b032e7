package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BroadcastsTest {

    @Test
    void shouldEndAMessageWithTheLastWhoReceivesIt() {
        Broadcasts broadcasts = new Broadcasts(2);
        for (int number = 0; number < 3_000; number++) {
            assertThat(broadcasts.begin(number)).isEqualTo(number);
        }
        assertThat(broadcasts.unfinished()).isEqualTo(3_000);
        assertThat(broadcasts.sentAt(2_999)).isEqualTo(2_999);
        assertThat(broadcasts.contains(3_000)).isFalse();
        assertThat(broadcasts.received(7)).as("its ack").isFalse();
        assertThat(broadcasts.received(7)).isFalse();
        assertThat(broadcasts.received(7)).isTrue();
        assertThat(broadcasts.unfinished()).isEqualTo(2_999);
    }
}
