package io.verbatim.query.answers;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Ends the waiting of queries that wait too long. All wait equally long, so who came first is the first to
/// be looked at, a few times a second: a timer for each would wake a thread for each.
final class Patience implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;

    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("verbatim-views-patience").factory());
    private final long nanos;

    Patience(Duration wait) {
        this.nanos = wait.toNanos();
    }

    void start() {
        ScheduledFuture<?> _ =
                timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Runs `end` when the time is over, unless the future is done by then.
    void limit(CompletableFuture<?> future, Runnable end) {
        waiting.add(new Waiting(future, end, System.nanoTime() + nanos));
    }

    private void look() {
        long now = System.nanoTime();
        Waiting first = waiting.peek();
        while (first != null && first.over(now)) {
            if (!first.future.isDone()) {
                first.end.run();
            }
            waiting.remove();
            first = waiting.peek();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private record Waiting(CompletableFuture<?> future, Runnable end, long deadline) {

        boolean over(long now) {
            return future.isDone() || now - deadline >= 0;
        }
    }
}
