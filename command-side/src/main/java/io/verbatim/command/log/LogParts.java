package io.verbatim.command.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.api.live.LogEpoch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parts of an open log, put together.
final class LogParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogParts.class);

    private final Records records = new Records();
    private final Clock clock;
    private final LogStore store;
    private final LogEpoch epoch;
    private final LogQueue queue;
    private final LogPublisher publisher;
    private final LogReopening reopening;
    private final LogWriter writer;
    private final LogReaders readers;
    private final LogStorageEngine engine;
    private final LogMessages messages;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LogParts(
            LogStore store,
            LogProperties properties,
            SnapshotPayloads payloads,
            Clock clock,
            SyncGate gate,
            MeterRegistry registry) {
        LogEnd end = store.end();
        this.clock = clock;
        this.store = store;
        LogFormat.require(store);
        this.epoch = LogEpochs.of(store, properties.folder());
        Admission admission = new Admission(
                new QueueLimits(
                        properties.queueEvents(), properties.queueBytes().toBytes()),
                new DiskSpace(properties.folder(), properties.keepFree().toBytes()));
        this.queue = new LogQueue(end, store::lastSequence, properties.streams(), admission, clock);
        Ring ring = new Ring(properties.ringEvents(), properties.ringBytes().toBytes(), end.position());
        this.publisher = new LogPublisher(ring, queue);
        this.reopening = new LogReopening(store, records, queue, publisher, properties);
        this.writer = new LogWriter(
                queue,
                publisher,
                new LogBatch(store, properties.batchBytes().toBytes()),
                gate,
                new LogMeters(registry, admission, ring, store),
                reopening);
        this.readers = new LogReaders(ring, store, records, publisher);
        this.engine = new LogStorageEngine(queue, readers, new Snapshots(queue, store, payloads));
        this.messages = new LogMessages(queue, store);
    }

    static LogParts open(
            LogProperties properties, SnapshotPayloads payloads, Clock clock, SyncGate gate, MeterRegistry registry) {
        LogStore store = new LogStore(properties.folder(), properties.cache().toBytes());
        store.open();
        try {
            LogParts parts = new LogParts(store, properties, payloads, clock, gate, registry);
            parts.publisher.start();
            parts.writer.start();
            return parts;
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    Records records() {
        return records;
    }

    Clock clock() {
        return clock;
    }

    LogEpoch epoch() {
        return epoch;
    }

    LogQueue queue() {
        return queue;
    }

    LogPublisher publisher() {
        return publisher;
    }

    LogReopening reopening() {
        return reopening;
    }

    LogReaders readers() {
        return readers;
    }

    LogStorageEngine engine() {
        return engine;
    }

    LogMessages messages() {
        return messages;
    }

    Bookmark bookmark(String name) {
        return new Bookmark(store, name);
    }

    void checkpoint(Path target) throws IOException {
        try {
            store.checkpoint(target);
        } catch (LogUnavailableException failure) {
            throw new IOException(
                    "checkpoint: " + target + " (expected: a new folder, and a log that is open)", failure);
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        queue.close();
        try {
            writer.join();
            publisher.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            store.flush();
        } catch (LogUnavailableException failed) {
            LOG.warn("The log was not flushed; its next start takes longer", failed);
        }
        store.close();
    }
}
