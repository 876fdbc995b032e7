package io.verbatim.gateway.bus;

import io.verbatim.api.Command;
import io.verbatim.api.EventMetadata;
import java.util.concurrent.CompletionStage;

/// Sends commands, and repeats those that could not be taken in for now.
public final class RetriedCommands {
    private final Commands commands;
    private final Retry retry;

    public RetriedCommands(Commands commands, Retry retry) {
        this.commands = commands;
        this.retry = retry;
    }

    /// As [Commands#send], with the attempts of [Retry#run].
    public <A> CompletionStage<A> send(Command command, EventMetadata metadata, Class<A> answer) {
        return retry.run(() -> commands.send(command, metadata, answer));
    }
}
