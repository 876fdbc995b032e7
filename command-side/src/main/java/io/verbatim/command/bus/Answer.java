package io.verbatim.command.bus;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.StampedAnswer;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.log.PendingAppend;
import java.time.Instant;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;

/// A decided command that waits for the sync. A refusal waits like any other: it may rest on an event that is not
/// durable yet.
record Answer<C, R>(
        CommandMessage<C> command, CommandResultMessage<R> result, CommandCallback<? super C, ? super R> callback)
        implements PendingAppend.Waiter {

    @Override
    public void synced(Instant at) {
        callback.onResult(command, stamped(at));
    }

    @Override
    public void unknown(Throwable cause) {
        callback.onResult(
                command,
                GenericCommandResultMessage.asCommandResultMessage(
                        new RefusedCommand(RefusalCode.OUTCOME_UNKNOWN, "log: the sync failed; perhaps recorded")));
    }

    @SuppressWarnings("unchecked") // an answer is stamped into its own type
    private CommandResultMessage<R> stamped(Instant at) {
        if (!result.isExceptional() && result.getPayload() instanceof StampedAnswer<?> answer && answer.awaitsTime()) {
            return new GenericCommandResultMessage<>((R) answer.stampedAt(at), result.getMetaData());
        }
        return result;
    }
}
