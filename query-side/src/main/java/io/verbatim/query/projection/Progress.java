package io.verbatim.query.projection;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How far the views have come. Whatever is read after [#position()] was, has seen everything up to it.
public final class Progress {

    private static final CompletableFuture<Void> THERE = CompletableFuture.completedFuture(null);

    private final ConcurrentSkipListMap<Waiter, CompletableFuture<Void>> waiting = new ConcurrentSkipListMap<>(
            Comparator.comparingLong(Waiter::position).thenComparingLong(Waiter::number));
    private final AtomicLong waiters = new AtomicLong();
    private volatile long position;
    private volatile long floor;
    private final AtomicInteger era = new AtomicInteger();

    /// The last position of the log that is in the views.
    public long position() {
        return position;
    }

    /// What every read must have seen, whatever it asks for: the log's end when the views were started.
    public long floor() {
        return floor;
    }

    /// Changes when the views have lost what they had and fold it again: of a read that spans this, nothing
    /// holds.
    public int era() {
        return era.get();
    }

    /// Completes when the views have reached a position (the floor, if that is higher), on the runner's
    /// thread or at once. Nobody waits longer than it likes: who gives up completes the future.
    public CompletableFuture<Void> reached(long wanted) {
        long needed = Math.max(wanted, floor);
        if (position >= needed) {
            return THERE;
        }
        Waiter waiter = new Waiter(needed, waiters.incrementAndGet());
        CompletableFuture<Void> reached = new CompletableFuture<>();
        waiting.put(waiter, reached);
        if (position >= needed) {
            waiting.remove(waiter);
            reached.complete(null);
        } else {
            CompletableFuture<Void> _ = reached.whenComplete((done, failure) -> waiting.remove(waiter));
        }
        return reached;
    }

    /// How many wait.
    public int waiting() {
        return waiting.size();
    }

    /// The views are, or start again, somewhere else.
    ///
    /// @param newFloor what reads wait for from now on; it never falls
    public void restart(long newPosition, long newFloor) {
        floor = Math.max(Math.max(floor, newFloor), position);
        era.incrementAndGet();
        advance(newPosition);
    }

    /// The views have come to here.
    public void advance(long newPosition) {
        position = newPosition;
        Map.Entry<Waiter, CompletableFuture<Void>> first = waiting.firstEntry();
        while (first != null && first.getKey().position() <= newPosition) {
            waiting.remove(first.getKey());
            first.getValue().complete(null);
            first = waiting.firstEntry();
        }
    }

    private record Waiter(long position, long number) {}
}
