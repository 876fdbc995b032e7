package io.verbatim.gateway.bus;

import io.verbatim.api.Command;
import io.verbatim.api.EventMetadata;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;

/// Sends commands. Those on one aggregate are decided in the order in which one thread sends them.
public final class Commands {
    private final CommandBus bus;

    public Commands(CommandBus bus) {
        this.bus = bus;
    }

    /// Sends a command once. The stage completes when all that the answer rests on is durable, on a thread of the
    /// command side that must not be kept waiting: hop off it before anything that takes time.
    ///
    /// @param metadata who asks
    /// @param answer the answer's type
    /// @return fails with [RefusedException] when refused; anything else is a fault
    public <A> CompletionStage<A> send(Command command, EventMetadata metadata, Class<A> answer) {
        CompletableFuture<A> outcome = new CompletableFuture<>();
        CommandMessage<Command> message = new GenericCommandMessage<>(
                new GenericMessage<>(command, MetaData.from(metadata.asMap())),
                command.getClass().getName());
        try {
            bus.dispatch(message, (sent, result) -> complete(outcome, result, answer));
        } catch (RuntimeException | Error fault) {
            outcome.completeExceptionally(fault);
        }
        return outcome;
    }

    private static <A> void complete(CompletableFuture<A> outcome, CommandResultMessage<?> result, Class<A> answer) {
        try {
            if (result.isExceptional()) {
                outcome.completeExceptionally(Refusals.in(result.exceptionResult()));
            } else {
                outcome.complete(answer.cast(result.getPayload()));
            }
        } catch (RuntimeException fault) {
            outcome.completeExceptionally(fault);
        }
    }
}
