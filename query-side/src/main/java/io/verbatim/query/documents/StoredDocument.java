package io.verbatim.query.documents;

import java.util.Arrays;

/// A document or an index row, as it is stored.
///
/// @param key where; ASCII
/// @param position the position of the log that it was made from
/// @param value what; empty where the key says it all
@SuppressWarnings("ArrayRecordComponent") // compared by content below; never changed
public record StoredDocument(String key, long position, byte[] value) {

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredDocument(var otherKey, var otherPosition, var otherValue)
                && key.equals(otherKey)
                && position == otherPosition
                && Arrays.equals(value, otherValue);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Long.hashCode(position);
    }

    @Override
    public String toString() {
        return "StoredDocument[" + key + " at " + position + ", " + value.length + " bytes]";
    }
}
