package io.verbatim.gateway.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What waits for one client: bounded, and nothing at all while nothing waits. Guarded by its connection.
final class Outbound {
    private static final int SMALL = 64;

    /// Beyond it typing is dropped.
    static final int MOST_PASSING = 1024;

    private @Nullable ArrayDeque<Frame> frames;

    /// The last frame of each topic, whose first stands among the frames.
    private @Nullable Map<Object, Frame> passing;

    private int bytes;
    private int largest;

    int bytes() {
        return bytes;
    }

    int size() {
        return frames == null ? 0 : frames.size();
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    void add(Frame frame) {
        if (frame.topic() != null && !passes(frame.topic(), frame)) {
            return;
        }
        if (frames == null) {
            frames = new ArrayDeque<>(4);
        }
        frames.add(frame);
        bytes += frame.size();
        largest = Math.max(largest, frames.size());
    }

    /// Whether it takes a place of its own: nothing else about its topic waits.
    private boolean passes(Object topic, Frame frame) {
        if (passing == null) {
            passing = new HashMap<>();
        }
        Frame before = passing.get(topic);
        if (before == null && frame.name() == FrameName.TYPING && passing.size() >= MOST_PASSING) {
            return false;
        }
        passing.put(topic, frame);
        if (before != null) {
            bytes += frame.size() - before.size();
        }
        return before == null;
    }

    private Frame last(Frame frame) {
        Object topic = frame.topic();
        Frame last = topic == null || passing == null ? null : passing.remove(topic);
        return last == null ? frame : last;
    }

    void clear() {
        frames = null;
        passing = null;
        bytes = 0;
        largest = 0;
    }

    /// Hands out frames until about `budget` bytes are reached.
    ///
    /// @return whether some are left
    boolean drain(FrameSink sink, int budget) {
        if (frames == null) {
            return false;
        }
        int left = budget;
        while (left > 0) {
            Frame polled = frames.poll();
            if (polled == null) {
                break;
            }
            Frame next = last(polled);
            bytes -= next.size();
            left -= next.size();
            sink.write(next);
        }
        if (!frames.isEmpty()) {
            return true;
        }
        if (largest > SMALL) {
            clear();
        }
        return false;
    }
}
