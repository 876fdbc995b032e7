package io.verbatim.gateway.bus;

import io.verbatim.api.Refusal;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.HandlerExecutionException;

/// Finds what was refused in what Axon throws: between processes an exception keeps only its details.
final class Refusals {
    private Refusals() {}

    /// A [RefusedException] if it is a refusal, else the failure itself, unwrapped.
    static Throwable in(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof HandlerExecutionException execution
                        && execution.getDetails().orElse(null) instanceof Refusal refusal
                ? new RefusedException(refusal)
                : cause;
    }
}
