package io.verbatim.gateway.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A transport that keeps the frames that it would write.
final class ListedFrames implements Transport {
    private final LoopWriter writer;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    ListedFrames(LoopWriter writer) {
        this.writer = writer;
    }

    /// What was written so far.
    List<Frame> frames() {
        return List.copyOf(frames);
    }

    boolean has(FrameName name) {
        return frames.stream().anyMatch(frame -> frame.name() == name);
    }

    /// From now on nothing can be written.
    void breakDown() {
        broken = true;
    }

    @Override
    public LoopWriter writer() {
        return writer;
    }

    @Override
    public void flush(Connection connection) {
        if (broken) {
            throw new OutOfMemoryError("planted");
        }
        connection.drain(frames::add, Integer.MAX_VALUE);
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean isHeard() {
        return false;
    }

    @Override
    public void readOn() {
        // it is always read
    }

    @Override
    public void ping() {
        // nobody is there
    }

    @Override
    public void abort() {
        // nothing is open
    }
}
