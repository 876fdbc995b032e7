package io.verbatim.gateway.parser;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/// What the parser does.
final class ParserMeters {
    /// Frames that were parsed, by `result`: `ok`, `malformed`.
    static final String FRAMES = "verbatim.gateway.parser.frames";

    /// Bytes that wait for the parser, with what each frame costs besides.
    static final String QUEUED = "verbatim.gateway.parser.queued";

    private final Counter parsed;
    private final Counter malformed;

    ParserMeters(MeterRegistry registry, AtomicLong queued) {
        this.parsed = counter(registry, "ok");
        this.malformed = counter(registry, "malformed");
        Gauge.builder(QUEUED, queued, AtomicLong::get)
                .description("Bytes of clients' frames that wait for the parser")
                .baseUnit("bytes")
                .register(registry);
    }

    void parsed() {
        parsed.increment();
    }

    void malformed() {
        malformed.increment();
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder(FRAMES)
                .description("Clients' frames that were parsed")
                .tag("result", result)
                .register(registry);
    }
}
