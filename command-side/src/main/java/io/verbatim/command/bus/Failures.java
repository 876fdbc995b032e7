package io.verbatim.command.bus;

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

    private static <R> CommandResultMessage<R> refused(RefusalCode code, String detail) {
        return GenericCommandResultMessage.asCommandResultMessage(new RefusedCommand(code, detail));
    }
}
