package io.verbatim.gateway.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.live.LogEpoch;
import io.verbatim.gateway.cursor.Cursors.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    private static final byte[] KEY = new byte[32];

    private final Cursors cursors = new Cursors(KEY, new LogEpoch(-7, false));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000, Long.MAX_VALUE})
    void shouldComeBackAsItsPosition(long position) {
        String cursor = cursors.encode(position);
        assertThat(cursor).hasSize(Cursors.LENGTH).matches("[A-Za-z0-9_-]+");
        assertThat(cursors.decode(cursor)).isEqualTo(new Place.At(position));
    }

    @Test
    void shouldNotShowThatPositionsAreNear() {
        assertThat(cursors.encode(1).substring(0, 4))
                .isNotEqualTo(cursors.encode(2).substring(0, 4));
    }

    @Test
    void shouldKnowAnotherEpoch() {
        assertThat(new Cursors(KEY, new LogEpoch(8, true)).decode(cursors.encode(5)))
                .isEqualTo(new Place.OtherEpoch());
    }

    @Test
    void shouldNotReadWhatAnotherKeyMade() {
        byte[] other = new byte[32];
        other[3] = 1;
        assertThat(new Cursors(other, new LogEpoch(-7, false)).decode(cursors.encode(5)))
                .isEqualTo(new Place.Unreadable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "AAAAAAAAAAAAAAAAAAAAAA", "!!!!!!!!!!!!!!!!!!!!!!", "äöüäöüäöüäöüäöüäöüäöüä"})
    void shouldNotReadWhatIsMadeUp(String text) {
        assertThat(cursors.decode(text)).isEqualTo(new Place.Unreadable());
    }

    @Test
    void shouldNotReadAChangedCursor() {
        String cursor = cursors.encode(5);
        char other = cursor.charAt(4) == 'A' ? 'B' : 'A';
        assertThat(cursors.decode(cursor.substring(0, 4) + other + cursor.substring(5)))
                .isEqualTo(new Place.Unreadable());
    }
}
