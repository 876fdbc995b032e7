package io.verbatim.gateway.stream;

import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationCommand;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.testkit.TestClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;

/// A command bus on which messages wait until a test answers them, in any order.
final class HeldCommands implements CommandBus {
    private final List<Held> held = new CopyOnWriteArrayList<>();

    /// The client message ids of all attempts, in order.
    List<String> attempts() {
        return held.stream().map(Held::clientMessageId).toList();
    }

    /// Takes an attempt in.
    void accept(int attempt) {
        ConversationCommand command = held.get(attempt).command;
        held.get(attempt)
                .answer(GenericCommandResultMessage.asCommandResultMessage(new MessageAcceptance(
                        MessageId.of(command.conversationId(), attempt), attempt, attempt, TestClock.START, false)));
    }

    void refuse(int attempt, RefusalCode code) {
        held.get(attempt).answer(GenericCommandResultMessage.asCommandResultMessage(ScriptedSides.refusal(code)));
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        throw new UnsupportedOperationException("nobody would be answered");
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        held.add(new Held(
                (ConversationCommand) command.getPayload(),
                result -> ((CommandCallback) callback).onResult(command, result)));
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        throw new UnsupportedOperationException("the test answers");
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        throw new UnsupportedOperationException("the test answers");
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
        throw new UnsupportedOperationException("the test answers");
    }

    private record Held(ConversationCommand command, java.util.function.Consumer<CommandResultMessage<?>> callback) {
        String clientMessageId() {
            return switch (command) {
                case SendMessage send -> send.clientMessageId();
                case RecogniseMessage repeat -> repeat.clientMessageId();
                default -> throw new IllegalStateException("command: " + command + " (expected: a message)");
            };
        }

        void answer(CommandResultMessage<?> result) {
            callback.accept(result);
        }
    }
}
