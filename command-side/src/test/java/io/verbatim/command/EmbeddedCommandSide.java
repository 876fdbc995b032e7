package io.verbatim.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.Command;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Refusal;
import io.verbatim.command.account.AccountAggregates;
import io.verbatim.command.bus.LaneCommandBus;
import io.verbatim.command.bus.Lanes;
import io.verbatim.command.conversation.ConversationAggregates;
import io.verbatim.command.log.LogEventStore;
import io.verbatim.command.log.LogProperties;
import io.verbatim.command.log.SyncGate;
import io.verbatim.command.repository.AggregateRegistrar;
import io.verbatim.command.repository.JsonSnapshots;
import io.verbatim.command.repository.LiveAggregates;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/// The write side as [CommandSideConfiguration] assembles it, on a log in a test's folder.
public final class EmbeddedCommandSide implements AutoCloseable {

    private static final EventMetadata NOBODY = new EventMetadata("test", null, null, null, null);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final LogEventStore log;
    final LiveAggregates live;
    private final Lanes lanes;
    private final LaneCommandBus bus;

    public EmbeddedCommandSide(Path folder) {
        this(folder, SyncGate.OPEN, 1 << 24, 1 << 16);
    }

    EmbeddedCommandSide(Path folder, SyncGate gate, long liveBytes, long snapshotAfterBytes) {
        var snapshots = new JsonSnapshots(Stream.of(ConversationAggregates.SNAPSHOTS, AccountAggregates.SNAPSHOTS)
                .flatMap(List::stream)
                .toList());
        log = LogEventStore.open(LogProperties.in(folder), snapshots, Clock.systemUTC(), gate, meters);
        lanes = new Lanes(2, 100_000);
        live = new LiveAggregates(liveBytes, meters);
        log.addReopenListener(generation -> lanes.onEach(live::clear));
        bus = new LaneCommandBus(lanes, log);
        AggregateRegistrar registrar = new AggregateRegistrar(bus, log, live, snapshotAfterBytes);
        ConversationAggregates.register(registrar, log.messages());
        AccountAggregates.register(registrar);
    }

    public CompletableFuture<CommandResultMessage<?>> dispatch(Command command) {
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        bus.dispatch(
                new GenericCommandMessage<>(command, NOBODY.asMap()), (message, result) -> answer.complete(result));
        return answer;
    }

    public LaneCommandBus bus() {
        return bus;
    }

    /// The answer of a command that is taken.
    public <A> A send(Command command, Class<A> answer) throws Exception {
        CommandResultMessage<?> result = dispatch(command).get(20, TimeUnit.SECONDS);
        assertThat(result.isExceptional()).as("%s", result).isFalse();
        return answer.cast(result.getPayload());
    }

    /// Why a command is refused.
    public static Refusal refusal(CompletableFuture<CommandResultMessage<?>> answer) throws Exception {
        return (Refusal) ((RefusedCommand) answer.get(20, TimeUnit.SECONDS).exceptionResult())
                .getDetails()
                .orElseThrow();
    }

    /// Waits until everything that was dispatched has been decided.
    void awaitLanes() throws Exception {
        lanes.onEach(() -> {}).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        lanes.close();
        log.close();
    }
}
