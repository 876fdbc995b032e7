package io.verbatim.gateway.stream;

import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.presence.PresenceView;
import io.verbatim.testkit.TestClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchListTest {
    private static final PresenceView ONLINE = new PresenceView(true, null);
    private static final PresenceView OFFLINE = new PresenceView(false, TestClock.START);

    private final WatchList underTest = new WatchList(List.of(BOB.uid(), CARLA.uid()));

    @Test
    void shouldTellWhatIsNew() {
        assertThat(underTest.isNews(BOB.uid(), ONLINE, 7)).isTrue();
        assertThat(underTest.isNews(CARLA.uid(), ONLINE, 7)).isTrue();
        assertThat(underTest.isNews(BOB.uid(), OFFLINE, 8)).isTrue();
    }

    @Test
    void shouldNotTellTheSameTwice() {
        underTest.isNews(BOB.uid(), ONLINE, 7);
        assertThat(underTest.isNews(BOB.uid(), ONLINE, 9)).isFalse();
        assertThat(underTest.isNews(BOB.uid(), OFFLINE, 8))
                .as("it was so before")
                .isFalse();
    }

    @Test
    void shouldNotTellAnAnswerThatComesLate() {
        underTest.isNews(BOB.uid(), OFFLINE, 9);
        assertThat(underTest.isNews(BOB.uid(), ONLINE, 8)).isFalse();
        assertThat(underTest.isNews(BOB.uid(), ONLINE, 9)).isTrue();
    }
}
