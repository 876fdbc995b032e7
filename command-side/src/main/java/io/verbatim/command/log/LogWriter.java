package io.verbatim.command.log;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what is queued, on a thread of its own: everything that waits goes into one batch and one sync.
/// Whoever comes during a sync shares the next one.
final class LogWriter {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

    private final LogQueue queue;
    private final LogPublisher publisher;
    private final LogBatch batch;
    private final SyncGate gate;
    private final LogMeters meters;
    private final LogReopening reopening;
    private final Thread thread;

    LogWriter(
            LogQueue queue,
            LogPublisher publisher,
            LogBatch batch,
            SyncGate gate,
            LogMeters meters,
            LogReopening reopening) {
        this.queue = queue;
        this.publisher = publisher;
        this.batch = batch;
        this.gate = gate;
        this.meters = meters;
        this.reopening = reopening;
        this.thread =
                Thread.ofPlatform().name("verbatim-log-writer").daemon(true).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Waits until everything is written that was queued before the queue was closed.
    void join() throws InterruptedException {
        thread.join();
    }

    private void run() {
        try {
            List<LogItem> items = queue.take();
            while (!items.isEmpty()) {
                write(items);
                items = queue.take();
            }
        } catch (InterruptedException interrupted) {
            LOG.error("The log's writer was interrupted; nothing more is written", interrupted);
            queue.close();
        }
    }

    private void write(List<LogItem> items) throws InterruptedException {
        int from = 0;
        while (from < items.size()) {
            int next;
            try {
                next = batch.fill(items, from);
                long begin = System.nanoTime();
                gate.pass(batch::write);
                meters.synced(System.nanoTime() - begin, batch.events());
            } catch (Exception | Error failure) {
                lose(items.subList(from, items.size()), failure);
                return;
            }
            List<LogItem> written = items.subList(from, next);
            wrote(written);
            publisher.synced(written);
            from = next;
        }
    }

    private void wrote(List<LogItem> items) {
        for (LogItem item : items.reversed()) {
            if (item instanceof RecordGroup group) {
                reopening.wrote(group.events().getLast().position());
                return;
            }
        }
    }

    private void lose(List<LogItem> items, Throwable cause) throws InterruptedException {
        LOG.error("A write to the log failed; what was queued is perhaps recorded, and the log is reopened", cause);
        List<LogItem> behind = queue.fail(cause);
        publisher.unknown(items, cause);
        publisher.unknown(behind, cause);
        reopening.reopen();
    }
}
