package io.verbatim.query.projection;

import io.verbatim.api.RecordedEvent;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// An event cannot be folded: a fault of the program, which no repetition heals.
public final class FoldFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    FoldFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static FoldFailedException of(
            Projection<?> projection, RecordedEvent event, String reason, @Nullable Throwable cause) {
        return new FoldFailedException(
                "%s cannot fold %s at position %d of %s: %s"
                        .formatted(
                                projection.getClass().getSimpleName(),
                                event.event().getClass().getSimpleName(),
                                event.position(),
                                event.aggregateId(),
                                reason),
                cause);
    }
}
