package io.verbatim.query.answers;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import java.io.Serial;

/// A query is refused: an expected answer, hence without a stack trace.
public final class RefusedQueryException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedQueryException(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    /// What the caller asks for does not exist, or not for the caller, which is told the same.
    public static RefusedQueryException notFound(String detail) {
        return new RefusedQueryException(Refusal.of(RefusalCode.NOT_FOUND, detail));
    }

    public Refusal refusal() {
        return refusal;
    }
}
