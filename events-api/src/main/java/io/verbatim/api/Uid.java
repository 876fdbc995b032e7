package io.verbatim.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A person, opaquely: what stands in events, keys and aggregate ids, never on the wire. The handle that people see
/// lives in the vault, so that a deleted account leaves no name in the log.
///
/// @param value 16 characters of `0-9 a-v` (80 random bits), fixed in width so that keys built of it sort and split
public record Uid(@JsonValue String value) implements Comparable<Uid> {

    /// The width of every uid, in characters.
    public static final int LENGTH = 16;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Uid of(String value) {
        return new Uid(value);
    }

    /// The aggregate id of this person's account.
    public String accountId() {
        return AggregateKind.ACCOUNT.idOf(value);
    }

    @Override
    public int compareTo(Uid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
