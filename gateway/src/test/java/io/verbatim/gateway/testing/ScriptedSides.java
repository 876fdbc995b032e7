package io.verbatim.gateway.testing;

import io.verbatim.api.Command;
import io.verbatim.api.Query;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.SimpleQueryBus;

/// The command and query sides as a test tells them: on Axon's own buses, with answers as they are given here.
public final class ScriptedSides {
    private final SimpleCommandBus commands = SimpleCommandBus.builder().build();
    private final SimpleQueryBus queries = SimpleQueryBus.builder().build();
    private final Map<Class<?>, Function<Object, Object>> scripts = new ConcurrentHashMap<>();
    private final Map<Class<?>, Boolean> subscribed = new ConcurrentHashMap<>();
    private final List<Object> received = new CopyOnWriteArrayList<>();
    private final List<CommandMessage<?>> commandMessages = new CopyOnWriteArrayList<>();

    public CommandBus commandBus() {
        return commands;
    }

    public QueryBus queryBus() {
        return queries;
    }

    /// Answers commands of this type from now on; a [CommandExecutionException] refuses.
    public <C extends Command> ScriptedSides onCommand(Class<C> type, Function<C, Object> script) {
        scripts.put(type, asked -> script.apply(type.cast(asked)));
        if (subscribed.putIfAbsent(type, true) == null) {
            commands.subscribe(type.getName(), message -> {
                commandMessages.add(message);
                received.add(message.getPayload());
                return scripts.get(type).apply(message.getPayload());
            });
        }
        return this;
    }

    /// Answers queries of this type from now on.
    public <A, Q extends Query<A>> ScriptedSides onQuery(Class<Q> type, Class<A> answer, Function<Q, Object> script) {
        scripts.put(type, asked -> script.apply(type.cast(asked)));
        if (subscribed.putIfAbsent(type, true) == null) {
            queries.subscribe(type.getName(), answer, message -> {
                received.add(message.getPayload());
                return scripts.get(type).apply(message.getPayload());
            });
        }
        return this;
    }

    /// Everything of this type that was asked, in order.
    public <T> List<T> received(Class<T> type) {
        return received.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<CommandMessage<?>> commandMessages() {
        return List.copyOf(commandMessages);
    }

    /// Forgets what was asked; what was scripted stays.
    public void forget() {
        received.clear();
        commandMessages.clear();
    }

    public static CommandExecutionException refusal(RefusalCode code) {
        return refusal(Refusal.of(code, "refused"));
    }

    public static CommandExecutionException refusal(Refusal refusal) {
        return new CommandExecutionException(refusal.detail(), null, refusal);
    }

    public static QueryExecutionException queryRefusal(RefusalCode code) {
        return new QueryExecutionException("refused", null, Refusal.of(code, "refused"));
    }
}
