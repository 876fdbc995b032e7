package io.verbatim.standalone.backup;

/// A backup or restore that is not done, with its reason; nothing has been changed.
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// For who asked.
    public String reason() {
        return reason;
    }
}
