package io.verbatim.gateway.stream;

/// Takes frames to be written.
@FunctionalInterface
public interface FrameSink {
    void write(Frame frame);
}
