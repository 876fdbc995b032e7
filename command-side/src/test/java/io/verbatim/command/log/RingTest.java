package io.verbatim.command.log;

import static io.verbatim.command.log.LogFixture.LOBBY;
import static io.verbatim.command.log.LogFixture.message;
import static io.verbatim.command.log.LogFixture.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RingTest {

    private static final long ROOMY = 1 << 30;

    private final Records records = new Records();

    @Test
    void shouldKeepTheNewestEvents() {
        Ring ring = new Ring(4, ROOMY, 0);
        ring.add(events(1, 6));

        assertThat(ring.last()).isEqualTo(6);
        assertThat(kept(ring, 8)).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void shouldKnowNothingBeforeItsBeginning() {
        Ring ring = new Ring(4, ROOMY, 10);

        assertThat(ring.last()).isEqualTo(10);
        assertThat(ring.get(10)).isNull();
        ring.add(events(11, 1));
        assertThat(kept(ring, 12)).containsExactly(11L);
    }

    @Test
    void shouldDropTheEldestBeyondItsBytes() {
        int size = events(1, 1).getFirst().size();
        Ring ring = new Ring(64, 7L * size / 2, 0);
        for (long position = 1; position <= 20; position++) {
            ring.add(events(position, 1));
        }

        assertThat(kept(ring, 20)).containsExactly(18L, 19L, 20L);
    }

    @Test
    void shouldKeepOneThatIsLargerThanItself() {
        Ring ring = new Ring(64, 1, 0);
        ring.add(events(1, 3));

        assertThat(kept(ring, 3)).containsExactly(3L);
    }

    @Test
    void shouldTakeMoreAtOnceThanItHolds() {
        Ring ring = new Ring(4, ROOMY, 0);
        ring.add(events(1, 100));
        ring.add(events(101, 1));

        assertThat(kept(ring, 101)).containsExactly(98L, 99L, 100L, 101L);
    }

    private List<LoggedEvent> events(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(position -> {
                    LoggedEvent event = records.encode(published(LOBBY, position - 1, message(position)));
                    event.stamp(position, Instant.EPOCH);
                    return event;
                })
                .toList();
    }

    private static List<Long> kept(Ring ring, long last) {
        return LongStream.rangeClosed(1, last)
                .filter(position -> ring.get(position) != null)
                .boxed()
                .toList();
    }
}
