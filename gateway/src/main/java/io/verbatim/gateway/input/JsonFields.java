package io.verbatim.gateway.input;

import io.verbatim.api.Handle;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.Problem.FieldError;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a JSON object that a client sent. What has the wrong type is `malformed` at once; what
/// breaks a rule
/// is collected, so that all of it is told together. Absent and null are the same; unknown fields are
/// ignored.
///
/// For one thread.
public final class JsonFields {
    /// RFC 3339 writes a year in four digits.
    private static final int LAST_YEAR = 9_999;

    private static final long MAX_INTEGER = (1L << 53) - 1;

    private final ObjectNode object;
    private final List<FieldError> errors = new ArrayList<>();

    public JsonFields(ObjectNode object) {
        this.object = object;
    }

    /// Parses a whole text.
    ///
    /// @throws ProblemException `malformed` if it is not one JSON object
    public static JsonFields parse(byte[] utf8) {
        JsonNode node;
        try {
            node = Json.mapper().readTree(utf8);
        } catch (JacksonException notJson) {
            throw new ProblemException(ProblemName.MALFORMED, "not JSON");
        }
        if (node instanceof ObjectNode object) {
            return new JsonFields(object);
        }
        throw new ProblemException(ProblemName.MALFORMED, "not an object");
    }

    /// A text, whatever it says.
    public @Nullable String text(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw wrongType(field, "a string");
        }
        return node.stringValue();
    }

    /// A text that has to be there: if it is not, that is noted, and the answer is empty.
    public String requiredText(String field) {
        String value = text(field);
        if (value == null) {
            invalid(field, "absent (expected: a string)");
            return "";
        }
        return value;
    }

    /// An integer below 2^53, of any sign.
    public @Nullable Long integer(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || Math.abs(node.longValue()) > MAX_INTEGER) {
            throw wrongType(field, "an integer below 2^53");
        }
        return node.longValue();
    }

    public @Nullable Boolean flag(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            throw wrongType(field, "true or false");
        }
        return node.booleanValue();
    }

    /// A time; noted, and null, if it is another text.
    public @Nullable Instant time(String field) {
        String value = text(field);
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException other) {
            // it is told below, with what else is none
        }
        invalid(field, "another text (expected: a time as 2026-11-25T08:00:00Z)");
        return null;
    }

    /// A list of texts; empty if there is none.
    public List<String> texts(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.valueStream().anyMatch(item -> !item.isString())) {
            throw wrongType(field, "a list of strings");
        }
        return node.valueStream().map(JsonNode::stringValue).toList();
    }

    /// An object, undecoded.
    public @Nullable ObjectNode object(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (node instanceof ObjectNode value) {
            return value;
        }
        throw wrongType(field, "an object");
    }

    /// Whether the field is there, and neither null nor an empty list.
    public boolean has(String field) {
        JsonNode node = node(field);
        return node != null && !(node.isArray() && node.isEmpty());
    }

    /// Whether the field is there, whatever it is.
    public boolean names(String field) {
        return object.has(field);
    }

    /// Whether the field is there and null: a merge patch takes away what it names so.
    public boolean removes(String field) {
        JsonNode node = object.get(field);
        return node != null && node.isNull();
    }

    /// A user id; noted, and null, if it is absent or nobody can have it.
    public @Nullable Handle requiredHandle(String field) {
        String value = text(field);
        if (value != null && Handle.isValid(value)) {
            return Handle.of(value);
        }
        invalid(field, (value == null ? "absent" : "another text") + " (expected: 1 to 64 of a-z 0-9 . _ -)");
        return null;
    }

    /// Notes that a field breaks a rule.
    public void invalid(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /// Ends the reading.
    ///
    /// @throws ProblemException `invalid` if anything was noted
    public void requireValid() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }

    /// Ends the reading with a value that was noted if it could not be made.
    ///
    /// @throws ProblemException `invalid` if anything was noted
    public <T> T requireValid(@Nullable T value) {
        requireValid();
        if (value == null) {
            throw new IllegalStateException("value: null (expected: noted as invalid)");
        }
        return value;
    }

    private @Nullable JsonNode node(String field) {
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }

    private static ProblemException wrongType(String field, String expected) {
        return new ProblemException(ProblemName.MALFORMED, field + ": of another type (expected: " + expected + ")");
    }
}
