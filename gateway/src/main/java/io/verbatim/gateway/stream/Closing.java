package io.verbatim.gateway.stream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a connection ends.
public enum Closing {
    /// The client sent what cannot be read.
    MALFORMED(4400, false),
    /// No token, or one that does not hold; no `hello` in time.
    UNAUTHENTICATED(4401, false),
    TOKEN_EXPIRED(4401, true),
    SIGNED_OUT(4401, true),
    /// Nothing came, no pong either.
    NO_HEARTBEAT(4408, false),
    /// One connection too many of the device or the user: this was the oldest.
    REPLACED(4409, true),
    TOO_LARGE(4413, false),
    RATE_LIMITED(4429, true),
    DRAINING(4503, true),
    /// What it said could not be parsed, and was not acted upon. To a client the same: it goes elsewhere, a little
    /// later.
    UNPARSED(4503, "draining"),
    /// The client does not take what is sent to it.
    SLOW_CONSUMER(4508, true),
    /// Something went wrong here; the client comes back with its cursor.
    FAULT(1011, false),
    /// The client has gone.
    GONE(1000, false);

    private final int code;
    private final @Nullable String goodbye;

    Closing(int code, boolean goodbye) {
        this.code = code;
        this.goodbye = goodbye ? wireName() : null;
    }

    Closing(int code, String goodbye) {
        this.code = code;
        this.goodbye = goodbye;
    }

    /// The WebSocket close code.
    public int code() {
        return code;
    }

    /// In lower case, with hyphens.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What a client is told with the code: the same as in the `goodbye` before it, if there is one.
    public String reason() {
        return goodbye == null ? wireName() : goodbye;
    }

    /// The `reason` of the `goodbye` before it; null: there is none.
    @Nullable
    String goodbye() {
        return goodbye;
    }
}
