package io.verbatim.command.log;

/// The write of an append failed, or its sync did: it may or may not be in the log. Who repeats it must
/// find out first.
public final class LogOutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogOutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
