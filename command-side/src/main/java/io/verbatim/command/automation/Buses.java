package io.verbatim.command.automation;

import io.verbatim.api.Command;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Query;
import io.verbatim.api.RecordedEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;

/// How automations command and ask. Calls block until they are answered.
final class Buses {

    private static final int SECONDS = 20;

    private final CommandBus commands;
    private final QueryBus queries;

    Buses(CommandBus commands, QueryBus queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /// @param cause in whose name it is done: of whoever made that event
    /// @throws Exception if it is refused, or fails, or is not answered in time
    <A> A send(Command command, RecordedEvent cause, Class<A> answer) throws Exception {
        EventMetadata of = cause.metadata();
        EventMetadata metadata = new EventMetadata(of.actor(), of.onBehalfOf(), null, null, of.trace());
        CommandMessage<Command> message = new GenericCommandMessage<>(
                new GenericMessage<>(command, MetaData.from(metadata.asMap())),
                command.getClass().getName());
        CompletableFuture<A> given = new CompletableFuture<>();
        commands.dispatch(message, (sent, result) -> {
            if (result.isExceptional()) {
                given.completeExceptionally(result.exceptionResult());
            } else {
                given.complete(answer.cast(result.getPayload()));
            }
        });
        return given.get(SECONDS, TimeUnit.SECONDS);
    }

    /// @throws Exception if it is refused, or fails, or is not answered in time
    <A> A ask(Query<A> query, Class<A> answer) throws Exception {
        var response = queries.query(
                        new GenericQueryMessage<>(query, query.getClass().getName(), ResponseTypes.instanceOf(answer)))
                .get(SECONDS, TimeUnit.SECONDS);
        if (response.isExceptional()) {
            throw new IllegalStateException("query: " + query + " failed", response.exceptionResult());
        }
        return answer.cast(response.getPayload());
    }
}
