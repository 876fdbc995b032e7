package io.verbatim.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t",
                "\u00a0\u3000",
                "\u200b",
                "\u200e\u200f",
                "\u2060",
                "\ufeff",
                "\u200d\ufe0f",
                "\u0301",
                " \u20dd ",
                "\u0000",
                "\u2028",
                "\u3164",
                "\u2800",
                "\udb40\udc41"
            })
    void shouldCallBlankWhatNobodySees(String text) {
        assertThat(Texts.fault(text, 100)).startsWith("blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", "\u200ba", "e\u0301", "👩‍👩‍👧", "\u2764\ufe0f", "한", "ש", "𝄞"})
    void shouldTakeWhatIsSeen(String text) {
        assertThat(Texts.fault(text, 100)).isNull();
    }

    @Test
    void shouldTellHalfACharacterFromABlank() {
        assertThat(Texts.fault("\ud83d", 100)).startsWith("half a character");
    }
}
