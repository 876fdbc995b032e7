package io.verbatim.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The benchmark keeps up with the write side that it assembles.
class CommandPathBenchmarksTest {

    @Test
    void shouldSendInSeveralConversations() throws IOException {
        CommandPathBenchmarks benchmark = new CommandPathBenchmarks();
        benchmark.inFlight = 4;
        benchmark.conversations = 3;
        benchmark.start();

        assertThatCode(() -> {
                    for (int i = 0; i < 100; i++) {
                        benchmark.send();
                    }
                    benchmark.stop();
                })
                .doesNotThrowAnyException();
    }
}
