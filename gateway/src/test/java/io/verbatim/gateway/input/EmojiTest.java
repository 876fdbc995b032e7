package io.verbatim.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.verbatim.gateway.error.ProblemException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EmojiTest {
    private static final int BYTES = 64;
    private static final String ROCKET = text(0x1F680);
    private static final String SCOTLAND = text(0x1F3F4, 0xE0067, 0xE0062, 0xE0073, 0xE0063, 0xE0074, 0xE007F);
    private static final Pattern ONE_CHARACTER = Pattern.compile("\\X");

    static final List<String> EMOJI = List.of(
            ROCKET,
            text(0x2764, 0xFE0F), // heart, fully qualified
            text(0x2764), // the same unqualified: another one
            text(0xA9, 0xFE0F),
            text(0x1F44D),
            text(0x1F44D, 0x1F3FD), // with a skin tone
            text(0x270C, 0x1F3FF),
            text(0x1F9D1, 0x1F3FD, 0x200D, 0x1F680), // astronaut
            text(0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F467, 0x200D, 0x1F466), // family
            text(0x1F469, 0x1F3FB, 0x200D, 0x1F91D, 0x200D, 0x1F468, 0x1F3FF), // hand in hand
            text(0x1F469, 0x200D, 0x2764, 0xFE0F, 0x200D, 0x1F48B, 0x200D, 0x1F468), // kiss
            text(0x26F9, 0x1F3FB, 0x200D, 0x2642, 0xFE0F), // bouncing a ball
            text(0x26F9, 0xFE0F, 0x200D, 0x2640, 0xFE0F),
            text(0x1F441, 0xFE0F, 0x200D, 0x1F5E8, 0xFE0F), // eye in a speech bubble
            text(0x1F3F3, 0xFE0F, 0x200D, 0x1F308), // rainbow flag
            text(0x1F3F4, 0x200D, 0x2620, 0xFE0F), // pirate flag
            text(0x1F642, 0x200D, 0x2194, 0xFE0F), // shaking its head
            text('1', 0xFE0F, 0x20E3), // keycaps
            text('#', 0xFE0F, 0x20E3),
            text('*', 0x20E3),
            text(0x1F1EA, 0x1F1FA), // flag
            SCOTLAND,
            text(0x1FAFF)); // in no version yet

    static final List<String> OTHERS = List.of(
            "",
            " ",
            "yes",
            "12345",
            "1",
            "\u00e9",
            "\ud83d",
            "\u0000",
            "no" + ROCKET,
            ROCKET + " ",
            text('1', 0xFE0F),
            text('a', 0xFE0F, 0x20E3),
            text(0x200D),
            text(0xFE0F),
            text(0x20E3),
            text(0xE0067),
            text(0x1F3FD), // a skin tone alone
            text(0x1F680, 0x1F3FD), // and on what has none
            text(0x1F1E9), // half a flag
            text(0x1F1E9, 0x1F1EA, 0x1F1E9),
            text(0x1F600, 0x1F600, 0x1F600),
            text(0x1F600, 0x200D),
            text(0x200D, 0x1F600),
            text(0x1F600, 0xFE0F, 0xFE0F),
            text(0x1F600, 0xFE0E), // as a text
            text(0x1F600, 0x301),
            text(0x1F3F4, 0xE0067, 0xE0062), // without an end
            text(0x1F3F4, 0xE007F),
            text(0x1F600, 0xE0068, 0xE0065, 0xE006C, 0xE006C, 0xE006F, 0xE007F), // a hidden text
            text(0x1F0C1)); // a playing card: a pictograph, but no emoji

    @ParameterizedTest
    @FieldSource("EMOJI")
    void shouldTakeEmojiAsTheyAre(String emoji) {
        assertThat(Emoji.require(emoji, BYTES)).isEqualTo(emoji);
        assertThat(emoji).matches(ONE_CHARACTER);
    }

    @ParameterizedTest
    @FieldSource("OTHERS")
    void shouldTakeNoOtherText(String text) {
        assertRefused(text);
    }

    @Test
    void shouldTakeEachEmojiOfUnicodeAlone() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isEmoji)
                .filter(character -> !Character.isEmojiComponent(character))
                .mapToObj(EmojiTest::text)
                .forEach(emoji ->
                        assertThatCode(() -> Emoji.require(emoji, BYTES)).doesNotThrowAnyException());
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(character -> Character.isDefined(character) && !Character.isEmoji(character))
                .filter(character -> character % 97 == 0
                        || Character.isEmojiComponent(character)
                        || Character.isExtendedPictographic(character))
                .mapToObj(EmojiTest::text)
                .forEach(EmojiTest::assertRefused);
    }

    @Test
    void shouldTakeNoTwo() {
        EMOJI.forEach(first -> EMOJI.forEach(second -> assertRefused(first + second)));
    }

    /// Of whatever parts a text is made: what is taken is one character to its reader, and begins with an emoji.
    @Test
    void shouldTakeOneCharacterAtMost() {
        int[] parts = String.join("", EMOJI).codePoints().distinct().toArray();
        SplittableRandom random = new SplittableRandom(7);
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            int[] made = IntStream.range(0, 1 + random.nextInt(5))
                    .map(part -> parts[random.nextInt(parts.length)])
                    .toArray();
            String text = text(made);
            if (isTaken(text)) {
                taken++;
                assertThat(text).matches(ONE_CHARACTER);
                assertThat(made[0]).matches(first -> Character.isEmoji(first) || !Character.isDefined(first));
            }
        }
        assertThat(taken).isGreaterThan(1_000);
    }

    @Test
    void shouldMeasureBytes() {
        String joined = (ROCKET + "\u200d").repeat(8) + ROCKET;
        assertThat(Emoji.require(joined, BYTES)).isEqualTo(joined);
        assertRefused(joined + "\u200d" + ROCKET);
    }

    private static boolean isTaken(String text) {
        try {
            return Emoji.require(text, BYTES).equals(text);
        } catch (ProblemException another) {
            return false;
        }
    }

    private static void assertRefused(String text) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Emoji.require(text, BYTES));
    }

    private static String text(int... characters) {
        return new String(characters, 0, characters.length);
    }
}
