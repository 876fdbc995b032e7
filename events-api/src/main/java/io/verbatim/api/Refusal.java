package io.verbatim.api;

import org.jspecify.annotations.Nullable;

/// A refused command or query, as data: it crosses processes, where exceptions lose their type.
///
/// @param code what a client judges by
/// @param detail for a person: `name: actual (expected: rule)`
/// @param field the request's field that is at fault, if one is
public record Refusal(
        RefusalCode code, String detail, @Nullable String field) {

    public static Refusal of(RefusalCode code, String detail) {
        return new Refusal(code, detail, null);
    }

    public static Refusal invalid(String field, String detail) {
        return new Refusal(RefusalCode.INVALID, detail, field);
    }
}
