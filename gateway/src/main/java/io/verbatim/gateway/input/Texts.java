package io.verbatim.gateway.input;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rules for what people and applications type.
public final class Texts {
    private static final int UUID_LENGTH = 36;

    /// Letters and symbols that have no form: fillers of Hangul, the Braille pattern without dots.
    private static final String INVISIBLE = "\u115f\u1160\u3164\uffa0\u2800";

    private Texts() {}

    /// What is wrong with a text, or null.
    ///
    /// @param most code points
    public static @Nullable String fault(String text, int most) {
        if (isBlank(text)) {
            return "blank (expected: something to read)";
        }
        if (!isWellFormed(text)) {
            return "half a character (expected: Unicode text)";
        }
        int length = text.codePointCount(0, text.length());
        return length > most ? length + " characters (expected: at most " + most + ")" : null;
    }

    /// Whether there is nothing to see: no character but spaces, controls, those that only steer or join others, and
    /// marks that stand upon nothing.
    public static boolean isBlank(String text) {
        return text.codePoints().noneMatch(Texts::isVisible);
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> INVISIBLE.indexOf(character) < 0;
        };
    }

    /// A UUID in lower case, or null if it is none.
    public static @Nullable String uuid(String value) {
        if (value.length() != UUID_LENGTH) {
            return null;
        }
        try {
            String normal = UUID.fromString(value).toString();
            return normal.equals(value.toLowerCase(Locale.ROOT)) ? normal : null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /// No half of a surrogate pair: such a text has no UTF-8 form, and would come back as another.
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
