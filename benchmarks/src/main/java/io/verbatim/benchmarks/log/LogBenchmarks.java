package io.verbatim.benchmarks.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/// Durable events a second, appended without aggregates: encoded, checked against their streams, written with the
/// message index, synced. One caller keeps a window of appends in flight; an operation is one event.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx1g"})
public class LogBenchmarks {

    /// Appends that are not durable yet.
    @Param({"1", "64", "512"})
    int inFlight;

    /// Conversations that they go to in turn.
    @Param({"1000", "1"})
    int conversations;

    private Path folder;
    private Appender appender;
    private SampleHistory history;

    /// Opens a log in a folder of its own.
    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("verbatim-benchmark");
        appender = new Appender(folder.resolve("log"), inFlight);
        history = new SampleHistory(conversations);
    }

    /// One event.
    @Benchmark
    public void append() {
        appender.append(history.next());
    }

    /// Waits for what is in flight, closes, and removes the folder.
    @TearDown
    public void close() throws IOException {
        appender.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
