package io.verbatim.command.log;

/// The log takes no appends now: it is being reopened after a failed write, or is closed. Nothing was
/// recorded; the same command may be sent again later.
public final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message) {
        super(message);
    }

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
