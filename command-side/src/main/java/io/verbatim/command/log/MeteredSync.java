package io.verbatim.command.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// Measures what passes the gate.
final class MeteredSync implements SyncGate {

    /// How long a batch takes to be written and synced; its count is the number of syncs.
    static final String SYNC = "verbatim.log.sync";

    /// Events that are decided and not durable yet.
    static final String QUEUED = "verbatim.log.queued";

    private final SyncGate gate;
    private final Timer syncs;

    MeteredSync(SyncGate gate, LogQueue queue, MeterRegistry registry) {
        this.gate = gate;
        this.syncs =
                Timer.builder(SYNC).description("Writing and syncing one batch").register(registry);
        Gauge.builder(QUEUED, queue, LogQueue::events)
                .description("Events decided and not durable yet")
                .register(registry);
    }

    @Override
    public void pass(SyncedWrite write) throws Exception {
        long begin = System.nanoTime();
        gate.pass(write);
        syncs.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }
}
