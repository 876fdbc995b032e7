package io.verbatim.command.log;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// What an operator sees of the log.
final class LogMeters {

    /// How long a batch takes to be written and synced; its count is the number of syncs.
    static final String SYNC = "verbatim.log.sync";

    /// Events that were written and synced together.
    static final String BATCH = "verbatim.log.batch";

    /// Events that are decided and not durable yet.
    static final String QUEUED = "verbatim.log.queued";

    /// The last durable position.
    static final String POSITION = "verbatim.log.position";

    /// How often the log had to be reopened since the start, from 1.
    static final String GENERATION = "verbatim.log.generation";

    /// How often something was read from the store: caches, the ring and what is queued cost none.
    static final String READS = "verbatim.log.reads";

    private final Timer syncs;
    private final DistributionSummary batches;

    LogMeters(MeterRegistry registry, Admission admission, Ring ring, LogStore store) {
        this.syncs =
                Timer.builder(SYNC).description("Writing and syncing one batch").register(registry);
        this.batches = DistributionSummary.builder(BATCH)
                .description("Events written and synced together")
                .register(registry);
        FunctionCounter.builder(READS, store, LogStore::reads)
                .description("Reads of the store")
                .register(registry);
        Gauge.builder(QUEUED, admission, Admission::events)
                .description("Events decided and not durable yet")
                .register(registry);
        Gauge.builder(POSITION, ring, Ring::last)
                .description("The last durable position")
                .register(registry);
        Gauge.builder(GENERATION, admission, Admission::generation)
                .description("Grows by one whenever the log is reopened after a failed write")
                .register(registry);
    }

    /// A batch was written and synced.
    void synced(long nanos, int events) {
        syncs.record(nanos, TimeUnit.NANOSECONDS);
        batches.record(events);
    }
}
