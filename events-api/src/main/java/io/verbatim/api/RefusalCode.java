package io.verbatim.api;

import java.util.Locale;

/// Why something was refused. The name in kebab case is the problem's name in the client protocol.
public enum RefusalCode {
    INVALID,
    LIMIT_REACHED,
    USER_EXISTS,
    BAD_CREDENTIALS,
    SIGNED_OUT,
    NOT_FOUND,
    FORBIDDEN,
    BLOCKED,
    NOT_A_MEMBER,
    /// The view that a read names is not there yet; retryable.
    BEHIND,
    /// Not recorded; retryable.
    UNAVAILABLE,
    /// Perhaps recorded: the same request with the same ids may be repeated, and tells.
    OUTCOME_UNKNOWN;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String wireName() {
        return wireName;
    }

    /// Whether the same request, with the same ids, may be sent again later.
    public boolean retryable() {
        return this == BEHIND || this == UNAVAILABLE || this == OUTCOME_UNKNOWN;
    }
}
