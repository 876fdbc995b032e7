package io.verbatim.gateway.input;

import io.verbatim.api.Handle;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A message as its sender gave it, of the right shape and size. Whether it may be sent is not decided here.
///
/// @param clientMessageId a UUID in lower case
/// @param text plain text, not blank
/// @param data an object of the application's own, as compact JSON
/// @param mentions members it speaks of, each once, or [Handle#EVERYBODY] alone
/// @param replyTo the `seq` of the message it answers
/// @param forwarded whether it was said elsewhere first
public record MessageDraft(
        String clientMessageId,
        @Nullable String text,
        @Nullable String data,
        List<Handle> mentions,
        @Nullable Long replyTo,
        boolean forwarded) {

    public MessageDraft {
        mentions = List.copyOf(mentions);
    }

    /// Reads the body of a POST, or a frame.
    ///
    /// @throws ProblemException `malformed` or `invalid`
    public static MessageDraft read(JsonFields fields, GatewayLimits limits) {
        String clientMessageId = clientMessageId(fields);
        String text = text(fields, limits);
        String data = data(fields, limits);
        List<Handle> mentions = mentions(fields, limits);
        Long replyTo = replyTo(fields);
        boolean forwarded = Boolean.TRUE.equals(fields.flag("forwarded"));
        if (fields.has("media")) {
            fields.invalid("media", "not offered by this server (expected: none)");
        } else if (text == null && data == null) {
            fields.invalid("text", "absent (expected: text or data)");
        }
        fields.requireValid();
        return new MessageDraft(clientMessageId, text, data, mentions, replyTo, forwarded);
    }

    /// The client message id of a message, whatever else it says; null if it has none.
    public static @Nullable String idOf(JsonFields fields) {
        String value = fields.text("clientMessageId");
        return value == null ? null : Texts.uuid(value);
    }

    private static String clientMessageId(JsonFields fields) {
        String value = fields.text("clientMessageId");
        String uuid = idOf(fields);
        if (uuid == null) {
            fields.invalid("clientMessageId", (value == null ? "absent" : "another text") + " (expected: a UUID)");
            return "";
        }
        return uuid;
    }

    static @Nullable String text(JsonFields fields, GatewayLimits limits) {
        String text = fields.text("text");
        String fault = text == null ? null : Texts.fault(text, limits.text());
        if (fault != null) {
            fields.invalid("text", fault);
        }
        return text;
    }

    static @Nullable String data(JsonFields fields, GatewayLimits limits) {
        ObjectNode object = fields.object("data");
        if (object == null) {
            return null;
        }
        String json = Json.mapper().writeValueAsString(object);
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (!Texts.isWellFormed(json)) {
            fields.invalid("data", "half a character (expected: Unicode text)");
        } else if (bytes > limits.data().toBytes()) {
            fields.invalid(
                    "data", bytes + " bytes (expected: at most " + limits.data().toBytes() + ")");
        }
        return json;
    }

    static List<Handle> mentions(JsonFields fields, GatewayLimits limits) {
        List<String> mentions = fields.texts("mentions");
        if (mentions.size() > limits.mentions()) {
            fields.invalid("mentions", mentions.size() + " users (expected: at most " + limits.mentions() + ")");
            return List.of();
        }
        if (mentions.equals(List.of(Handle.EVERYBODY.value()))) {
            return List.of(Handle.EVERYBODY);
        }
        List<String> impossible =
                mentions.stream().filter(user -> !Handle.isValid(user)).toList();
        if (!impossible.isEmpty()) {
            fields.invalid("mentions", "not a member: " + impossible.getFirst() + " (expected: members)");
            return List.of();
        }
        return mentions.stream().distinct().map(Handle::of).toList();
    }

    private static @Nullable Long replyTo(JsonFields fields) {
        Long replyTo = fields.integer("replyTo");
        if (replyTo != null && replyTo < 1) {
            fields.invalid("replyTo", replyTo + " (expected: the seq of a message)");
        }
        return replyTo;
    }
}
