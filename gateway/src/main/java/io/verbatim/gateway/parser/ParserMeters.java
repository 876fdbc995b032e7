package io.verbatim.gateway.parser;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/// What the parser does.
final class ParserMeters {
    /// Frames that were parsed, by `result`: `ok`, `malformed`; or `given-up`, after no parser has answered.
    static final String FRAMES = "verbatim.gateway.parser.frames";

    /// How often a parser in another process was asked, by `result`: `answered`, `failed`. Each ask is for many frames.
    static final String ASKS = "verbatim.gateway.parser.asks";

    /// Bytes that wait for the parser, with what each frame costs besides.
    static final String QUEUED = "verbatim.gateway.parser.queued";

    private final Counter parsed;
    private final Counter malformed;
    private final Counter givenUp;
    private final Counter answered;
    private final Counter failed;

    ParserMeters(MeterRegistry registry, AtomicLong queued) {
        this.parsed = frames(registry, "ok");
        this.malformed = frames(registry, "malformed");
        this.givenUp = frames(registry, "given-up");
        this.answered = asks(registry, "answered");
        this.failed = asks(registry, "failed");
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

    void givenUp() {
        givenUp.increment();
    }

    void asked(boolean inTime) {
        (inTime ? answered : failed).increment();
    }

    private static Counter frames(MeterRegistry registry, String result) {
        return Counter.builder(FRAMES)
                .description("Clients' frames that were parsed")
                .tag("result", result)
                .register(registry);
    }

    private static Counter asks(MeterRegistry registry, String result) {
        return Counter.builder(ASKS)
                .description("Questions to parsers in other processes")
                .tag("result", result)
                .register(registry);
    }
}
