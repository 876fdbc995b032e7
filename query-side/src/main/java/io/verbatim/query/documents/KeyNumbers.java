package io.verbatim.query.documents;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Numbers in keys: of fixed width in base 32 (`0-9 a-v`), so that they sort as numbers do.
public final class KeyNumbers {

    /// How many characters a number takes.
    public static final int WIDTH = 13;

    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern WRITTEN = Pattern.compile("[0-7][0-9a-v]{" + (WIDTH - 1) + "}");

    private KeyNumbers() {}

    /// Writes a number.
    ///
    /// @throws IllegalArgumentException if it is negative
    public static String write(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 0)");
        }
        byte[] characters = new byte[WIDTH];
        long rest = number;
        for (int i = WIDTH - 1; i >= 0; i--) {
            characters[i] = DIGITS[(int) (rest & MASK)];
            rest >>>= BITS;
        }
        return new String(characters, StandardCharsets.ISO_8859_1);
    }

    /// Reads the number that begins at `from` in a key.
    ///
    /// @throws IllegalArgumentException if none stands there
    public static long read(String key, int from) {
        if (from < 0 || key.length() < from + WIDTH) {
            throw new IllegalArgumentException("key: " + key + " (expected: a number at " + from + ")");
        }
        long number = 0;
        for (int i = from; i < from + WIDTH; i++) {
            number = number << BITS | digit(key, i);
        }
        if (number < 0) {
            throw new IllegalArgumentException("key: " + key + " (expected: a number >= 0 at " + from + ")");
        }
        return number;
    }

    /// Whether [#write] gives this.
    public static boolean isWritten(String text) {
        return WRITTEN.matcher(text).matches();
    }

    private static int digit(String key, int at) {
        char character = key.charAt(at);
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        if (character >= 'a' && character <= 'v') {
            return character - 'a' + 10;
        }
        throw new IllegalArgumentException("key: " + key + " (expected: 0-9 a-v at " + at + ")");
    }
}
