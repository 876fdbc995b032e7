package io.verbatim.gateway.input;

import io.verbatim.api.Handle;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.limits.GatewayLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What shall change in a message, of the right shape and size: a merge patch, absent stays.
///
/// @param text plain text, not blank
/// @param data an object of the application's own, as compact JSON
/// @param mentions members it speaks of from now on, each once; empty: nobody
public record MessageEdit(
        @Nullable String text,
        @Nullable String data,
        @Nullable List<Handle> mentions) {
    public MessageEdit {
        mentions = mentions == null ? null : List.copyOf(mentions);
    }

    /// Reads the body of a PATCH.
    ///
    /// @throws ProblemException `malformed` or `invalid`
    public static MessageEdit read(JsonFields fields, GatewayLimits limits) {
        requireKept(fields, "text");
        requireKept(fields, "data");
        String text = MessageDraft.text(fields, limits);
        String data = MessageDraft.data(fields, limits);
        List<Handle> mentions = fields.names("mentions") ? MessageDraft.mentions(fields, limits) : null;
        fields.requireValid();
        return new MessageEdit(text, data, mentions);
    }

    private static void requireKept(JsonFields fields, String field) {
        if (fields.removes(field)) {
            fields.invalid(field, "null (expected: what replaces it)");
        }
    }
}
