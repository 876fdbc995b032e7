package io.verbatim.gateway.bus;

import io.verbatim.api.Refusal;

/// A command or query was refused: an expected answer, not a fault. Has no stack trace.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised: a refusal crosses processes as data
    private final Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.code() + ": " + refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
