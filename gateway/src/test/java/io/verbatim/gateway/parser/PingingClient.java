package io.verbatim.gateway.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.parser.ClientFrame.Ping;
import io.verbatim.gateway.testing.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Sends pings, and keeps what becomes of them.
final class PingingClient implements FrameHandler {
    /// By their ids, and what else it was told.
    final List<String> said = new CopyOnWriteArrayList<>();

    /// Done while a ping is handled.
    volatile Consumer<String> during = frame -> {};

    static byte[] ping(int id) {
        return "{\"type\":\"ping\",\"id\":%d}".formatted(id).getBytes(UTF_8);
    }

    void awaits(String... all) {
        Eventually.that(() -> said.size() >= all.length);
        assertThat(said).containsExactly(all);
    }

    @Override
    public void handle(ClientFrame frame) {
        String id = ((Ping) frame).id();
        said.add(id);
        during.accept(id);
    }

    @Override
    public void malformed(Problem problem) {
        said.add("malformed");
    }

    @Override
    public void fault(Throwable fault) {
        said.add(fault.getClass().getSimpleName());
    }

    @Override
    public void unavailable() {
        said.add("unavailable");
    }

    @Override
    public void readOn() {
        said.add("read on");
    }
}
