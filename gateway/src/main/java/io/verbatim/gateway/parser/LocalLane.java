package io.verbatim.gateway.parser;

import java.util.concurrent.atomic.AtomicLong;

/// A lane that parses its frames itself.
final class LocalLane extends ParserLane {
    private final FrameParser parser;

    LocalLane(String name, FrameParser parser, ParserMeters meters, AtomicLong queuedInAll, long limitInAll) {
        super(name, meters, queuedInAll, limitInAll);
        this.parser = parser;
    }

    @Override
    void take(Inbox inbox, byte[] frame) {
        inbox.take(() -> parser.read(frame), Inbox.size(frame));
    }

    @Override
    void taken() {
        // nothing was put off
    }
}
