package io.verbatim.gateway.parser.remote;

import java.util.List;

/// Asks a parser what clients say. Answered with [FramesParsed]. Has tokens and texts in it that are not sealed yet: it
/// is
/// neither kept nor logged.
///
/// @param ask unlike that of any other: the answer names it
/// @param withinMillis when its answer is not waited for any more
/// @param frames UTF-8 bytes, as they came
public record ParseFrames(String ask, long withinMillis, List<byte[]> frames) {
    public ParseFrames {
        frames = List.copyOf(frames);
    }

    @Override
    public String toString() {
        return "ParseFrames[" + ask + ", " + frames.size() + " frames]";
    }
}
