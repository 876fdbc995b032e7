package io.verbatim.gateway.input;

import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What somebody can react with: one emoji by Unicode's definitions (UTS #51), which is one extended grapheme cluster.
/// It is stored in the clear, so it cannot be just any text.
public final class Emoji {
    /// Those of later versions of Unicode, too: their places are kept.
    private static final String RESERVED = "[\\p{IsExtended_Pictographic}&&\\P{IsAssigned}]";

    private static final String CHARACTER = "[\\p{IsExtended_Pictographic}&&[\\p{IsEmoji}" + RESERVED + "]]";
    private static final String WITH_SKIN_TONE = "[\\p{IsEmoji_Modifier_Base}" + RESERVED + "]\\p{IsEmoji_Modifier}";
    private static final String ELEMENT = "(?:" + WITH_SKIN_TONE + "|" + CHARACTER + "\\uFE0F?)";
    private static final String JOINED = ELEMENT + "(?:\\u200D" + ELEMENT + ")*";
    private static final String KEYCAP = "[0-9#*]\\uFE0F?\\u20E3";
    private static final String FLAG = "[\\x{1F1E6}-\\x{1F1FF}]{2}";
    private static final String FLAG_OF_A_PART =
            "\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{3,6}\\x{E007F}";
    private static final Pattern EMOJI = Pattern.compile(String.join("|", JOINED, KEYCAP, FLAG, FLAG_OF_A_PART));

    private Emoji() {}

    /// The emoji, unchanged: fully qualified or not, these are two.
    ///
    /// @param most bytes in UTF-8
    /// @throws ProblemException `invalid` if it is another text, or too long
    public static String require(String emoji, long most) {
        int bytes = emoji.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw invalid(bytes + " bytes (expected: at most " + most + ")");
        }
        if (!EMOJI.matcher(emoji).matches()) {
            throw invalid("another text (expected: an emoji)");
        }
        return emoji;
    }

    private static ProblemException invalid(String message) {
        return new ProblemException(Problem.invalid("emoji", message));
    }
}
