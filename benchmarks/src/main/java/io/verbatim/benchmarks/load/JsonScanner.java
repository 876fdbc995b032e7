package io.verbatim.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON forward over bytes without making objects: fields are compared in place, what is not wanted is skipped.
/// Meant for well-formed input; anything else ends in an [IllegalStateException], at the end of the bytes at the
/// latest.
final class JsonScanner {

    private static final byte[] USER_ID = "userId".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DELIVERED_SEQ = "deliveredSeq".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = {};
    private int at;
    private int end;
    private int textFrom;
    private int textTo;

    JsonScanner over(byte[] json, int from, int to) {
        bytes = json;
        at = from;
        end = to;
        return this;
    }

    /// The text of a field of the outermost object, undecoded; null if it is not there or not a string.
    static @Nullable String topLevelText(byte[] json, String field) {
        JsonScanner scanner = new JsonScanner().over(json, 0, json.length);
        return scanner.find(field) && scanner.readText() ? scanner.text() : null;
    }

    /// A whole number in a field of the outermost object; 0 if it is not there, since absent and 0 mean the same.
    static long topLevelNumber(byte[] json, String field) {
        JsonScanner scanner = new JsonScanner().over(json, 0, json.length);
        return scanner.find(field) ? scanner.readNumber() : 0;
    }

    /// The `deliveredSeq` of each of the `members` of the outermost object, by `userId`.
    static void readDelivered(byte[] json, Map<String, Long> into) {
        JsonScanner scanner = new JsonScanner().over(json, 0, json.length);
        boolean more = scanner.find("members") && scanner.enter('[');
        while (more && scanner.nextElement()) {
            String userId = "";
            long delivered = 0;
            boolean fields = scanner.enter('{');
            while (fields && scanner.nextField()) {
                if (scanner.textIs(USER_ID)) {
                    userId = scanner.readText() ? scanner.text() : "";
                } else if (scanner.textIs(DELIVERED_SEQ)) {
                    delivered = scanner.readNumber();
                } else {
                    scanner.skip();
                }
            }
            into.put(userId, delivered);
        }
    }

    private boolean find(String field) {
        byte[] name = field.getBytes(StandardCharsets.US_ASCII);
        boolean more = enter('{');
        while (more && nextField()) {
            if (textIs(name)) {
                return true;
            }
            skip();
        }
        return false;
    }

    /// Steps into an object or array; if the value is anything else, it is skipped and the answer is false.
    boolean enter(char bracket) {
        if (peek() != bracket) {
            skip();
            return false;
        }
        at++;
        return true;
    }

    /// Steps to the next field of the object: [#textIs] then speaks of its name, and its value must be read or skipped.
    boolean nextField() {
        if (!nextElement('}')) {
            return false;
        }
        readText();
        expect(':');
        return true;
    }

    /// Steps to the next element of the array, which must be read or skipped.
    boolean nextElement() {
        return nextElement(']');
    }

    private boolean nextElement(char close) {
        byte next = peek();
        if (next == close) {
            at++;
            return false;
        }
        if (next == ',') {
            at++;
        }
        return true;
    }

    /// Reads a string, still escaped; if the value is anything else, it is skipped and the answer is false.
    boolean readText() {
        if (peek() != '"') {
            skip();
            textFrom = at;
            textTo = at;
            return false;
        }
        textFrom = ++at;
        while (current() != '"') {
            at += current() == '\\' ? 2 : 1;
        }
        textTo = at++;
        return true;
    }

    boolean textIs(byte[] expected) {
        return Arrays.equals(bytes, textFrom, textTo, expected, 0, expected.length);
    }

    String text() {
        return new String(bytes, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
    }

    /// The last `digits` characters of the text as a number in the radix; -1 if they are not one.
    long textTail(int digits, int radix) {
        return number(textTo - digits, textTo, radix);
    }

    /// The whole text as a decimal number; -1 if it is not one.
    long textNumber() {
        return number(textFrom, textTo, 10);
    }

    private long number(int from, int to, int radix) {
        if (from < textFrom || from == to) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(bytes[i], radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    /// Reads a whole number that is not negative; anything else is skipped and is 0.
    long readNumber() {
        byte next = peek();
        if (next < '0' || next > '9') {
            skip();
            return 0;
        }
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + bytes[at++] - '0';
        }
        return value;
    }

    /// Skips a value of any kind.
    void skip() {
        int depth = 0;
        do {
            switch (peek()) {
                case '"' -> readText();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ',', ':' -> at++;
                default -> skipWord();
            }
        } while (depth > 0);
    }

    private void skipWord() {
        while (at < end && ",:]}".indexOf(bytes[at]) < 0) {
            at++;
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new IllegalStateException("json: " + (char) peek() + " (expected: " + wanted + ")");
        }
        at++;
    }

    private byte peek() {
        while (current() <= ' ') {
            at++;
        }
        return current();
    }

    private byte current() {
        if (at >= end) {
            throw new IllegalStateException("json: cut short (expected: a whole value)");
        }
        return bytes[at];
    }
}
