package io.verbatim.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole runs against a fake server, over real sockets.
class LoadRunTest {

    private final StringBuilder report = new StringBuilder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--in-flight 20",
                "--in-flight 20 --receipts throttled --flight receipt",
                "--in-flight 20 --receipts none",
                "--rate 200"
            })
    void shouldEndWellWhenNothingIsLost(String options) throws IOException, InterruptedException {
        try (FakeServer server = new FakeServer(0)) {
            assertThat(run(server, options)).as(report.toString()).isTrue();
            assertThat(report).containsPattern("landed/s +[1-9]").contains("clean=true");
        }
    }

    @Test
    void shouldEndBadlyWhenAMessageIsLost() throws IOException, InterruptedException {
        try (FakeServer server = new FakeServer(100)) {
            assertThat(run(server, "--rate 200")).isFalse();
            assertThat(report).containsPattern("[12] messages lack their ack").contains("clean=false");
        }
    }

    private boolean run(FakeServer server, String options) throws IOException, InterruptedException {
        String all = options + " --connections 10 --warmup 0 --seconds 1 --drain 2 --url " + server.uri();
        Settings settings = Settings.parse(all.split(" "));
        return new LoadRun(settings, new Traffic(settings), report::append).run();
    }
}
