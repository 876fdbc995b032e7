package io.verbatim.gateway.parser;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// The way of frames to the parser, and back: a few lanes, each connection always on the same one.
public final class FrameParsers implements AutoCloseable {
    private final List<ParserLane> lanes;
    private final int queued;
    private final AtomicInteger next = new AtomicInteger();

    private FrameParsers(ParserProperties properties, Lanes lanes, MeterRegistry registry) {
        AtomicLong queuedInAll = new AtomicLong();
        ParserMeters meters = new ParserMeters(registry, queuedInAll);
        long limitInAll = properties.queuedInAll().toBytes();
        this.queued = (int) properties.queued().toBytes();
        this.lanes = IntStream.range(0, properties.threads())
                .mapToObj(n -> lanes.create("parser-" + n, meters, queuedInAll, limitInAll))
                .toList();
        this.lanes.forEach(ParserLane::start);
    }

    /// Parses here.
    public static FrameParsers local(FrameParser parser, ParserProperties properties, MeterRegistry registry) {
        return new FrameParsers(
                properties,
                (name, meters, queued, limit) -> new LocalLane(name, parser, meters, queued, limit),
                registry);
    }

    /// Has everything parsed elsewhere.
    public static FrameParsers remote(
            RemoteParser parser, RemoteParserProperties settings, ParserProperties properties, MeterRegistry registry) {
        return new FrameParsers(
                properties,
                (name, meters, queued, limit) -> new RemoteLane(name, parser, settings, meters, queued, limit),
                registry);
    }

    /// The way to the parser for a new connection.
    public Inbox open(FrameHandler handler) {
        return new Inbox(lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size())), handler, queued);
    }

    @Override
    public void close() {
        lanes.forEach(ParserLane::close);
    }

    /// Makes a lane.
    private interface Lanes {
        ParserLane create(String name, ParserMeters meters, AtomicLong queuedInAll, long limitInAll);
    }
}
