package io.verbatim.query.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// What the runner measures.
final class ViewsMeters {

    private static final String LAG = "verbatim.views.lag";
    private static final String POSITION = "verbatim.views.position";
    private static final String BATCH = "verbatim.views.batch";
    private static final String FOLD = "verbatim.views.fold";
    private static final String WRITE = "verbatim.views.write";
    private static final String FAULTS = "verbatim.views.faults";

    private final DistributionSummary batch;
    private final Timer fold;
    private final Timer write;
    private final Counter faults;

    ViewsMeters(MeterRegistry meters, ViewsHealth health) {
        Gauge.builder(LAG, health, ViewsHealth::lag)
                .description("Synced events that are not in the views yet")
                .register(meters);
        Gauge.builder(POSITION, health, ViewsHealth::position)
                .description("The last position of the log that is in the views")
                .register(meters);
        batch = DistributionSummary.builder(BATCH)
                .description("Events folded together")
                .register(meters);
        fold = Timer.builder(FOLD).description("Loading and folding a batch").register(meters);
        write = Timer.builder(WRITE).description("Writing a batch").register(meters);
        faults = Counter.builder(FAULTS)
                .description("Faults of the log, the store or a projection")
                .register(meters);
    }

    void folded(int events, long nanos) {
        batch.record(events);
        fold.record(nanos, TimeUnit.NANOSECONDS);
    }

    void written(long nanos) {
        write.record(nanos, TimeUnit.NANOSECONDS);
    }

    void fault() {
        faults.increment();
    }
}
