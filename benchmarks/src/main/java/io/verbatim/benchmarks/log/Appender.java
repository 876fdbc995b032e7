package io.verbatim.benchmarks.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.verbatim.command.log.LogEventStore;
import io.verbatim.command.log.LogProperties;
import io.verbatim.command.log.PendingAppend;
import io.verbatim.command.log.SyncGate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// Appends events to a log, each in a unit of work of its own, with a window of them not yet durable. For one thread.
final class Appender implements AutoCloseable, PendingAppend.Waiter {

    private final LogEventStore log;
    private final int inFlight;
    private final Semaphore window;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    @SuppressWarnings("TimeZoneUsage") // here is where the clock comes from
    Appender(Path folder, int inFlight) {
        this.log = LogEventStore.open(
                LogProperties.in(folder),
                new NoSnapshots(),
                Clock.systemUTC(),
                SyncGate.OPEN,
                new SimpleMeterRegistry());
        this.inFlight = inFlight;
        this.window = new Semaphore(inFlight);
    }

    /// Queues the event; waits first while the window is full.
    void append(DomainEventMessage<?> event) {
        window.acquireUninterruptibly();
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(event);
        log.publish(event);
        unitOfWork.commit();
        log.of(unitOfWork).whenKnown(this);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an append failed", failed);
        }
    }

    @Override
    public void synced(Instant at) {
        window.release();
    }

    @Override
    public void unknown(Throwable cause) {
        failure.set(cause);
        window.release();
    }

    /// Waits for what is not durable yet, and closes the log.
    @Override
    public void close() {
        window.acquireUninterruptibly(inFlight);
        log.close();
    }
}
