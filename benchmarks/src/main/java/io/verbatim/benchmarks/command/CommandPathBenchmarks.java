package io.verbatim.benchmarks.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.api.Command;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.OpenDirectConversation;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.api.vault.Sealed;
import io.verbatim.command.CommandSideConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Durable commands a second: each is decided by an Axon aggregate, written with its message index and synced before it
/// is answered. One caller keeps a window of commands in flight; an operation is one command.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseParallelGC",
            "-Xmx1g",
            "-Ddisable-axoniq-console-message=true"
        })
public class CommandPathBenchmarks {

    private static final MessageContent TEXT =
            MessageContent.text(new Sealed("m123456789", new byte[12], new byte[136]));

    /// Commands that are sent and not answered yet.
    @Param("64")
    int inFlight;

    /// Conversations that they go to in turn.
    @Param({"1000", "1"})
    int conversations;

    private AnnotationConfigApplicationContext context;
    private Path folder;
    private CommandBus bus;
    private Semaphore window;
    private Uid[] senders;
    private ConversationId[] chats;
    private long sent;

    /// Starts the write side on a folder of its own, and opens the conversations.
    @Setup
    @SuppressWarnings("TimeZoneUsage") // here is where the clock comes from
    public void start() throws IOException {
        folder = Files.createTempDirectory("verbatim-benchmark");
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "benchmark",
                        Map.of("verbatim.log.folder", folder.resolve("log").toString())));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(QueryBus.class, () -> SimpleQueryBus.builder().build()); // nothing here asks
        context.register(CommandSideConfiguration.class);
        context.refresh();
        bus = context.getBean(CommandBus.class);
        window = new Semaphore(inFlight);
        senders = new Uid[conversations];
        chats = new ConversationId[conversations];
        for (int n = 0; n < conversations; n++) {
            senders[n] = Uid.of("a%015d".formatted(n));
            Uid other = Uid.of("b%015d".formatted(n));
            chats[n] = ConversationId.direct(senders[n], other);
            dispatch(new OpenDirectConversation(senders[n], other), senders[n]);
        }
    }

    /// One message.
    @Benchmark
    public void send() {
        long number = sent++;
        int n = (int) (number % conversations);
        String clientMessageId = new UUID(number, 1).toString();
        dispatch(new SendMessage(chats[n], senders[n], clientMessageId, TEXT), senders[n]);
    }

    /// Waits for what is in flight, stops, and removes the folder.
    @TearDown
    public void stop() throws IOException {
        window.acquireUninterruptibly(inFlight);
        context.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void dispatch(Command command, Uid actor) {
        window.acquireUninterruptibly();
        bus.dispatch(
                new GenericCommandMessage<>(
                        command, EventMetadata.of(actor, null).asMap()),
                (message, result) -> {
                    if (result.isExceptional()) {
                        throw new IllegalStateException("refused", result.exceptionResult());
                    }
                    window.release();
                });
    }
}
