package io.verbatim.gateway.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// One writer for each event loop.
public final class LoopWriters {
    private final Map<Executor, LoopWriter> writers = new ConcurrentHashMap<>();

    public LoopWriter of(Executor loop) {
        LoopWriter writer = writers.get(loop);
        return writer == null ? writers.computeIfAbsent(loop, LoopWriter::new) : writer;
    }
}
