package io.verbatim.gateway.error;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.verbatim.api.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Problem details (RFC 9457): the body of an error over HTTP, and `problem` in a frame.
///
/// @param name which; the wire has it in `type`
/// @param detail for a person
/// @param retryAfterSeconds when to try again; set wherever `Retry-After` is
/// @param errors the fields at fault
/// @param limit the limit that was passed
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(
        value = {"title", "status", "retryable"},
        allowGetters = true)
public record Problem(
        @JsonIgnore ProblemName name,
        @Nullable String detail,
        @Nullable Integer retryAfterSeconds,
        List<FieldError> errors,
        @Nullable Long limit) {
    private static final String TYPE = "urn:verbatim:problem:";
    private static final int RETRY_AFTER_SECONDS = 1;

    public Problem {
        errors = List.copyOf(errors);
    }

    /// Reads what was written.
    @JsonCreator
    static Problem read(
            @JsonProperty("type") String type,
            @JsonProperty("detail") @Nullable String detail,
            @JsonProperty("retryAfterSeconds") @Nullable Integer retryAfterSeconds,
            @JsonProperty("errors") @Nullable List<FieldError> errors,
            @JsonProperty("limit") @Nullable Long limit) {
        return new Problem(
                ProblemName.named(type.substring(TYPE.length())),
                detail,
                retryAfterSeconds,
                errors == null ? List.of() : errors,
                limit);
    }

    public static Problem of(ProblemName name) {
        return new Problem(name, null, retryAfter(name), List.of(), null);
    }

    public static Problem of(ProblemName name, String detail) {
        return new Problem(name, detail, retryAfter(name), List.of(), null);
    }

    /// What the command or query side refused.
    public static Problem of(Refusal refusal) {
        ProblemName name = ProblemName.of(refusal.code());
        String field = refusal.field();
        return field == null
                ? of(name, refusal.detail())
                : new Problem(name, null, retryAfter(name), List.of(new FieldError(field, refusal.detail())), null);
    }

    /// Fields that are not as they should be.
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(ProblemName.INVALID, null, null, errors, null);
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /// More than is taken in.
    public static Problem tooLarge(long limit) {
        return of(ProblemName.TOO_LARGE).withLimit(limit);
    }

    public Problem withLimit(long reached) {
        return new Problem(name, detail, retryAfterSeconds, errors, reached);
    }

    public Problem withRetryAfter(int seconds) {
        return new Problem(name, detail, seconds, errors, limit);
    }

    @JsonProperty
    public String type() {
        return TYPE + name.wireName();
    }

    @JsonProperty
    public String title() {
        return name.title();
    }

    @JsonProperty
    public int status() {
        return name.status();
    }

    @JsonProperty
    public boolean retryable() {
        return name.retryable();
    }

    private static @Nullable Integer retryAfter(ProblemName name) {
        return name.status() == 429 || name.status() == 503 ? RETRY_AFTER_SECONDS : null;
    }

    /// A field of the request that is not as it should be.
    ///
    /// @param field its name, a path with dots inside objects
    /// @param message `actual (expected: rule)`
    public record FieldError(String field, String message) {}
}
