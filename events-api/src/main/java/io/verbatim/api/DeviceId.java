package io.verbatim.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// One installation of a client. Chosen by the client, or made by the server.
///
/// @param value 1 to 64 of `A-Z a-z 0-9 . _ -`
public record DeviceId(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DeviceId of(String value) {
        return new DeviceId(value);
    }

    /// Whether a client may choose this value.
    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
