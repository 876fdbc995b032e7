package io.verbatim.command.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the log back after a failed write: closes and opens the store, announces what turned out to be in
/// it, has everything forgotten that was decided on what may not be in it, and only then lets it take
/// appends again. Goes on trying, ever more slowly, until that has worked or the log is closed. Runs on the
/// writer's thread.
final class LogReopening {

    private static final Logger LOG = LoggerFactory.getLogger(LogReopening.class);
    private static final int READ_BACK_EVENTS = 1_000;
    private static final long READ_BACK_BYTES = 1 << 20;
    private static final long PATIENCE_MILLIS = 1_000;

    private final List<ReopenListener> listeners = new CopyOnWriteArrayList<>();
    private final LogStore store;
    private final Records records;
    private final LogQueue queue;
    private final LogPublisher publisher;
    private final Duration shortest;
    private final Duration longest;
    private Duration pause;
    private long announced;

    LogReopening(LogStore store, Records records, LogQueue queue, LogPublisher publisher, LogProperties properties) {
        this.store = store;
        this.records = records;
        this.queue = queue;
        this.publisher = publisher;
        this.shortest = properties.reopenAfter();
        this.longest = properties.reopenAtMostAfter();
        this.pause = shortest;
        this.announced = publisher.position();
    }

    void addListener(ReopenListener listener) {
        listeners.add(listener);
    }

    /// A write has succeeded: what it wrote is announced by the writer.
    void wrote(long position) {
        announced = position;
        pause = shortest;
    }

    /// Returns when the log takes appends again, or is closed.
    void reopen() throws InterruptedException {
        store.close();
        while (!queue.awaitClosed(pause.toMillis())) {
            try {
                store.open();
                LogEnd end = readBack();
                if (forgotten()) {
                    queue.resume(end);
                    LOG.info("The log is open again, at position {}", end.position());
                    return;
                }
            } catch (RuntimeException | ExecutionException failure) {
                LOG.error("The log could not be reopened; it is tried again", failure);
                store.close();
            }
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(longest) > 0 ? longest : twice;
        }
    }

    private LogEnd readBack() {
        LogEnd end = store.end();
        if (end.position() < announced) {
            throw new IllegalStateException("position: " + end.position() + " (expected: at least " + announced
                    + ", which was durable before)");
        }
        while (announced < end.position()) {
            List<LoggedEvent> found =
                    store.events(announced + 1, end.position(), READ_BACK_EVENTS, READ_BACK_BYTES).stream()
                            .map(records::decode)
                            .toList();
            publisher.recovered(found);
            announced = found.getLast().position();
        }
        return end;
    }

    /// Waits for all listeners.
    ///
    /// @return false if the log was closed meanwhile
    private boolean forgotten() throws InterruptedException, ExecutionException {
        long generation = queue.generation();
        CompletableFuture<?> all = CompletableFuture.allOf(listeners.stream()
                .map(listener -> listener.reopened(generation).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
        while (!queue.awaitClosed(0)) {
            try {
                all.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException slow) {
                LOG.warn("The log is open again, and waits for what was decided before to be forgotten");
            }
        }
        return false;
    }
}
