package io.verbatim.command.bus;

import io.verbatim.api.Command;
import io.verbatim.api.RefusalCode;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.log.Appends;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfiguration;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/// The command bus of a process: a command is handled on the lane of its aggregate, and answered when everything that
/// it was decided on is synced. The lane goes on meanwhile (a pipelined commit).
///
/// Ordering: commands on one aggregate are handled in the order of `dispatch`, and answered in that order, on the log's
/// publishing thread; but what is `UNAVAILABLE` is answered at once, and so is everything on the same aggregate that
/// was
/// dispatched before its sender knew: it can be sent again in the same order. Refused commands commit an empty unit of
/// work; faults roll back, and the repository evicts.
///
/// Errors, all as exceptional results: a [RefusedCommand] of the aggregate; `UNAVAILABLE` when nothing was recorded
/// (the log is being reopened, the lane is full) and `OUTCOME_UNKNOWN` when the sync failed; a fault is the exception
/// itself.
public final class LaneCommandBus extends SimpleCommandBus {

    private static final RollbackConfiguration FAULTS_ONLY = thrown -> !(thrown instanceof RefusedCommand);

    private final Lanes lanes;
    private final Appends appends;
    private final Fences fences;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();

    public LaneCommandBus(Lanes lanes, Appends appends) {
        super(SimpleCommandBus.builder());
        this.lanes = lanes;
        this.appends = appends;
        this.fences = new Fences(lanes);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        interceptors.add(handlerInterceptor);
        return () -> interceptors.remove(handlerInterceptor);
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        if (!lanes.offer(aggregateId(command), () -> decide(command, handler, callback))) {
            callback.onResult(command, unavailable("lane: full (expected: room for another command)"));
        }
    }

    private <C, R> void decide(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        String aggregateId = aggregateId(command);
        if (fences.stands(aggregateId)) {
            refuseForNow(aggregateId, command, callback, unavailable("aggregate: an earlier command was not recorded"));
            return;
        }
        UnitOfWork<CommandMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(command);
        unitOfWork.registerCorrelationDataProvider(LaneCommandBus::metadata);
        CommandResultMessage<R> result =
                Failures.asRefusal(GenericCommandResultMessage.asCommandResultMessage(unitOfWork.executeWithResult(
                        () -> new DefaultInterceptorChain<>(unitOfWork, interceptors, handler).proceed(),
                        FAULTS_ONLY)));
        if (Failures.isForNow(result)) {
            refuseForNow(aggregateId, command, callback, result);
        } else {
            appends.of(unitOfWork).whenKnown(new Answer<>(command, result, callback));
        }
    }

    /// Nothing was recorded: the answer rests on nothing, and waits for nothing.
    private <C, R> void refuseForNow(
            String aggregateId,
            CommandMessage<C> command,
            CommandCallback<? super C, ? super R> callback,
            CommandResultMessage<R> refusal) {
        fences.putUp(aggregateId);
        try {
            callback.onResult(command, refusal);
        } finally {
            fences.known(aggregateId);
        }
    }

    private static Map<String, ?> metadata(Message<?> command) {
        return command.getMetaData();
    }

    private static String aggregateId(CommandMessage<?> command) {
        return command.getPayload() instanceof Command addressed ? addressed.aggregateId() : command.getIdentifier();
    }

    private static <R> CommandResultMessage<R> unavailable(String detail) {
        return GenericCommandResultMessage.asCommandResultMessage(new RefusedCommand(RefusalCode.UNAVAILABLE, detail));
    }
}
