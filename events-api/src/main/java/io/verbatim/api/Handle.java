package io.verbatim.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The name by which people know each other: the `userId` of the client protocol. Never given to another person.
///
/// @param value 1 to 64 of `a-z 0-9 . _ -`; neither `.` nor `..`, which no URL can name
public record Handle(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("(?!\\.{1,2}$)[a-z0-9._-]{1,64}");
    private static final String ALL = "*";

    /// Where people are mentioned: all members at once. Nobody is called so.
    public static final Handle EVERYBODY = new Handle(ALL);

    /// @throws IllegalArgumentException if the value has another shape
    public Handle {
        if (!isValid(value) && !value.equals(ALL)) {
            throw new IllegalArgumentException("userId: " + value + " (expected: 1 to 64 of a-z 0-9 . _ -)");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Handle of(String value) {
        return new Handle(value);
    }

    /// Whether a handle can have this value.
    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
