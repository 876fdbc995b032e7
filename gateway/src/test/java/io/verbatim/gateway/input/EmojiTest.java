package io.verbatim.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.verbatim.gateway.error.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    private static final String ROCKET = "\ud83d\ude80";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u2764\ufe0f", // heart, fully qualified
                "\u2764", // the same unqualified: another one
                "\ud83d\udc4d\ud83c\udffd", // thumb with a skin tone
                "\ud83e\uddd1\ud83c\udffd\u200d\ud83d\ude80", // astronaut
                "1\ufe0f\u20e3", // keycap
                "\ud83c\uddea\ud83c\uddfa", // flag
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f" // Scotland
            })
    void shouldTakeEmojiAsTheyAre(String emoji) {
        assertThat(Emoji.require(emoji, 64)).isEqualTo(emoji);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yes", "12345", "no\ud83d\ude80", "\ud83d", "\u0000"})
    void shouldTakeNoOtherText(String text) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Emoji.require(text, 64));
    }

    @Test
    void shouldMeasureBytes() {
        assertThat(Emoji.require(ROCKET.repeat(16), 64)).hasSize(32);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Emoji.require(ROCKET.repeat(17), 64));
    }
}
