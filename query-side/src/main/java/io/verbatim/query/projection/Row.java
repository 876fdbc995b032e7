package io.verbatim.query.projection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An index row, as a document declares it. The key names the document, so that no two declare the same.
///
/// @param key where; `{kind}/{what it is found by}/…`
/// @param position of the event that made it, whatever has happened to the document since
/// @param value what else the reader needs; mostly nothing
@SuppressWarnings("ArrayRecordComponent") // compared by content below; never changed
public record Row(String key, long position, byte[] value) {

    private static final byte[] NOTHING = {};

    /// A row whose key says it all.
    public static Row of(String key, long position) {
        return new Row(key, position, NOTHING);
    }

    public static Row of(String key, long position, String value) {
        return new Row(key, position, value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row(var otherKey, var otherPosition, var otherValue)
                && key.equals(otherKey)
                && position == otherPosition
                && Arrays.equals(value, otherValue);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
