package io.verbatim.query.documents;

import java.io.Serial;

/// The store could not be read or written; the same may be tried again.
public final class DocumentsUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public DocumentsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
