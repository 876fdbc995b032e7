package io.verbatim.command.bus;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.log.LogUnavailableException;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.ConcurrencyException;

/// What a failed command means to who sent it.
final class Failures {

    private Failures() {}

    /// Turns the failures that are no faults into refusals, and leaves everything else as it is.
    static <R> CommandResultMessage<R> asRefusal(CommandResultMessage<R> result) {
        if (!result.isExceptional()) {
            return result;
        }
        return switch (result.exceptionResult()) {
            case LogUnavailableException _ -> refused(RefusalCode.UNAVAILABLE, "log: being reopened");
            case ConcurrencyException _ -> refused(RefusalCode.UNAVAILABLE, "aggregate: changed meanwhile");
            case NoHandlerForCommandException _ -> refused(RefusalCode.NOT_FOUND, "aggregate: of another kind");
            default -> result;
        };
    }

    /// Whether nothing was recorded, and the same command may be taken later.
    static boolean isForNow(CommandResultMessage<?> result) {
        return result.isExceptional()
                && result.exceptionResult() instanceof RefusedCommand refused
                && refused.getDetails().orElse(null) instanceof Refusal refusal
                && refusal.code() == RefusalCode.UNAVAILABLE;
    }

    private static <R> CommandResultMessage<R> refused(RefusalCode code, String detail) {
        return GenericCommandResultMessage.asCommandResultMessage(new RefusedCommand(code, detail));
    }
}
