package io.verbatim.gateway.parser;

import io.verbatim.gateway.error.Problem;

/// Takes one connection's frames, in the order in which they came, on the thread of its lane. Must not block.
public interface FrameHandler {
    void handle(ClientFrame frame);

    /// A frame could not be read.
    void malformed(Problem problem);

    /// The handling of a frame ended with a fault.
    void fault(Throwable fault);

    /// Frames waited for a parser for too long. None of them is handled, nor is any after them.
    void unavailable();

    /// So much is done that the connection may read again. Called after an [Inbox] was full; perhaps once too often.
    void readOn();
}
