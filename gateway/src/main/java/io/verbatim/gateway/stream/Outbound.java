package io.verbatim.gateway.stream;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What waits for one client: bounded, and nothing at all while nothing waits. Guarded by its connection.
final class Outbound {
    private static final int SMALL = 64;

    private @Nullable ArrayDeque<Frame> frames;
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
        if (frames == null) {
            frames = new ArrayDeque<>(4);
        }
        frames.add(frame);
        bytes += frame.size();
        largest = Math.max(largest, frames.size());
    }

    void clear() {
        frames = null;
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
            Frame next = frames.poll();
            if (next == null) {
                break;
            }
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
