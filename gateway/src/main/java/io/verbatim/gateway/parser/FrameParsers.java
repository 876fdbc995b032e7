package io.verbatim.gateway.parser;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// The parser component: a few lanes, each connection always on the same one.
public final class FrameParsers implements AutoCloseable {
    private final List<ParserLane> lanes;
    private final int queued;
    private final AtomicInteger next = new AtomicInteger();

    public FrameParsers(FrameParser parser, ParserProperties properties, MeterRegistry registry) {
        AtomicLong queuedInAll = new AtomicLong();
        ParserMeters meters = new ParserMeters(registry, queuedInAll);
        long limitInAll = properties.queuedInAll().toBytes();
        this.queued = (int) properties.queued().toBytes();
        this.lanes = IntStream.range(0, properties.threads())
                .mapToObj(n -> new ParserLane("parser-" + n, parser, meters, queuedInAll, limitInAll))
                .toList();
        lanes.forEach(ParserLane::start);
    }

    /// The way to the parser for a new connection.
    public Inbox open(FrameHandler handler) {
        return new Inbox(lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size())), handler, queued);
    }

    @Override
    public void close() {
        lanes.forEach(ParserLane::close);
    }
}
