package io.verbatim.gateway.parser.remote;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.gateway.parser.ParsedFrame;
import io.verbatim.gateway.parser.ParsedFrame.Faulted;
import io.verbatim.gateway.parser.ParsedFrame.Malformed;
import io.verbatim.gateway.parser.ParsedFrame.Read;
import java.util.concurrent.atomic.AtomicLong;

/// What a parser does for gateways.
final class ServedParserMeters {
    /// Frames that were parsed for gateways, by `result`: `ok`, `malformed`, `fault`.
    static final String FRAMES = "verbatim.parser.frames";

    /// Bytes of frames that wait.
    static final String QUEUED = "verbatim.parser.queued";

    /// Asks that were not answered, because too much waited, or this one for too long.
    static final String REFUSED = "verbatim.parser.refused";

    private final Counter read;
    private final Counter malformed;
    private final Counter faulted;
    private final Counter refused;

    ServedParserMeters(MeterRegistry registry, AtomicLong queued) {
        this.read = frames(registry, "ok");
        this.malformed = frames(registry, "malformed");
        this.faulted = frames(registry, "fault");
        this.refused = Counter.builder(REFUSED)
                .description("Questions of gateways that were refused for now")
                .register(registry);
        Gauge.builder(QUEUED, queued, AtomicLong::get)
                .description("Bytes of gateways' frames that wait for the parser")
                .baseUnit("bytes")
                .register(registry);
    }

    void parsed(ParsedFrame frame) {
        Counter counter = switch (frame) {
            case Read _ -> read;
            case Malformed _ -> malformed;
            case Faulted _ -> faulted;
        };
        counter.increment();
    }

    void refused() {
        refused.increment();
    }

    private static Counter frames(MeterRegistry registry, String result) {
        return Counter.builder(FRAMES)
                .description("Frames that were parsed for gateways")
                .tag("result", result)
                .register(registry);
    }
}
