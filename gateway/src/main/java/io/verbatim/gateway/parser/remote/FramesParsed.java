package io.verbatim.gateway.parser.remote;

import java.util.List;

/// What became of frames. As secret as they are.
///
/// @param ask which question this answers
/// @param frames one for each that was asked for, in their order
public record FramesParsed(String ask, List<CarriedFrame> frames) {
    public FramesParsed {
        frames = List.copyOf(frames);
    }

    @Override
    public String toString() {
        return "FramesParsed[" + ask + ", " + frames.size() + " frames]";
    }
}
