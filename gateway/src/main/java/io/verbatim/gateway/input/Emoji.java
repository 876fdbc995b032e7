package io.verbatim.gateway.input;

import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import java.nio.charset.StandardCharsets;

/// What somebody can react with. It is stored in the clear, so it cannot be just any text.
public final class Emoji {
    private static final int FIRST_NOT_ASCII = 0x80;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;

    private Emoji() {}

    /// The emoji, unchanged.
    ///
    /// @param most bytes in UTF-8
    /// @throws ProblemException `invalid` if it is another text, or too long
    public static String require(String emoji, long most) {
        int bytes = emoji.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw invalid(bytes + " bytes (expected: at most " + most + ")");
        }
        if (!emoji.codePoints().allMatch(Emoji::isPart) || emoji.codePoints().allMatch(c -> c < FIRST_NOT_ASCII)) {
            throw invalid("another text (expected: an emoji)");
        }
        return emoji;
    }

    /// Those of later versions of Unicode, too. Digits, `#` and `*` are parts of keycaps.
    private static boolean isPart(int codePoint) {
        return Character.isEmoji(codePoint)
                || Character.isEmojiComponent(codePoint)
                || Character.isExtendedPictographic(codePoint)
                || (codePoint >= FIRST_TAG && codePoint <= LAST_TAG);
    }

    private static ProblemException invalid(String message) {
        return new ProblemException(Problem.invalid("emoji", message));
    }
}
