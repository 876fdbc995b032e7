package io.verbatim.gateway.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The few threads that make frames of what the views answer.
final class StreamThreads implements AutoCloseable {
    private final ExecutorService joining;

    StreamThreads(int joinThreads) {
        this.joining = Executors.newFixedThreadPool(
                joinThreads,
                Thread.ofPlatform().name("stream-join-", 0).daemon().factory());
    }

    Executor joining() {
        return joining;
    }

    @Override
    public void close() {
        joining.shutdownNow();
    }
}
