package io.verbatim.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/// What the live stream does.
final class StreamMeters {
    /// Connections that are open.
    static final String CONNECTIONS = "verbatim.gateway.connections";

    /// Connections that have ended, by `reason`.
    static final String CLOSED = "verbatim.gateway.connections.closed";

    /// How often all connections had to join again: the feed had a gap, or the views did not answer.
    static final String HEALED = "verbatim.gateway.feed.healed";

    private final MeterRegistry registry;
    private final Map<Closing, Counter> closed = new EnumMap<>(Closing.class);
    private final Counter healed;

    StreamMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Closing reason : Closing.values()) {
            closed.put(
                    reason,
                    Counter.builder(CLOSED)
                            .description("Connections that have ended")
                            .tag("reason", reason.wireName())
                            .register(registry));
        }
        this.healed = Counter.builder(HEALED)
                .description("How often all connections had to join again")
                .register(registry);
    }

    void connections(Supplier<Number> open) {
        Gauge.builder(CONNECTIONS, open)
                .description("Sockets and streams that are open")
                .register(registry);
    }

    void closing(Closing reason) {
        Counter counter = closed.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    void healed() {
        healed.increment();
    }
}
