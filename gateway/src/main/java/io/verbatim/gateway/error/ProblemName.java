package io.verbatim.gateway.error;

import io.verbatim.api.RefusalCode;
import java.util.Locale;

/// The problems of the client protocol. Names and meanings never change; a client that does not know one judges it by
/// `retryable`.
public enum ProblemName {
    MALFORMED(400, false, "The request cannot be read"),
    UNAUTHENTICATED(401, false, "A valid access token is needed"),
    TOKEN_EXPIRED(401, false, "The access token has expired"),
    SIGNED_OUT(401, false, "This device is signed out"),
    BAD_CREDENTIALS(401, false, "Unknown user or wrong password"),
    FORBIDDEN(403, false, "Not allowed"),
    BLOCKED(403, false, "Blocked"),
    NOT_A_MEMBER(403, false, "No longer a member"),
    REGISTRATION_CLOSED(403, false, "Registration is closed"),
    NOT_FOUND(404, false, "Not found"),
    METHOD_NOT_ALLOWED(405, false, "Not a method of this resource"),
    USER_EXISTS(409, false, "The user id is taken"),
    BUSY(409, false, "Already under way"),
    TOO_LARGE(413, false, "Too large"),
    UNSUPPORTED_MEDIA(415, false, "Unsupported media type"),
    INVALID(422, false, "Invalid"),
    LIMIT_REACHED(422, false, "A limit is reached"),
    RATE_LIMITED(429, true, "Too many requests"),
    INTERNAL(500, true, "Something went wrong"),
    UNAVAILABLE(503, true, "Not available at the moment"),
    BEHIND(503, true, "The answer is not ready yet"),
    OUTCOME_UNKNOWN(503, true, "Perhaps recorded: repeat with the same id to know");

    private final int status;
    private final boolean retryable;
    private final String title;
    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ProblemName(int status, boolean retryable, String title) {
        this.status = status;
        this.retryable = retryable;
        this.title = title;
    }

    /// The problem's name for a refusal: the same word.
    public static ProblemName of(RefusalCode code) {
        return valueOf(code.name());
    }

    /// The one that the wire calls so.
    ///
    /// @throws IllegalArgumentException if there is none
    static ProblemName named(String wireName) {
        return valueOf(wireName.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// Whether the same request, with the same ids, may be sent again later.
    public boolean retryable() {
        return retryable;
    }

    public String title() {
        return title;
    }

    /// The name in a problem's `type`.
    public String wireName() {
        return wireName;
    }
}
