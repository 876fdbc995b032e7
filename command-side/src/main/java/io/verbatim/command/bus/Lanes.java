package io.verbatim.command.bus;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/// The lanes of a process. An aggregate's id picks its lane, always the same: commands on one aggregate run one after
/// the other in the order in which they arrive, without a lock.
public final class Lanes implements AutoCloseable {

    private final List<Lane> lanes;

    /// Starts the lanes.
    ///
    /// @param count how many; one per core
    /// @param limit how many commands may wait on each: beyond, [#offer] takes no more
    public Lanes(int count, int limit) {
        this.lanes = IntStream.range(0, count)
                .mapToObj(n -> new Lane("verbatim-lane-" + n, limit))
                .toList();
        lanes.forEach(Lane::start);
    }

    /// Puts a task on the lane of an aggregate.
    ///
    /// @return false if that lane is full or closed, and the task will not run
    public boolean offer(String aggregateId, Runnable task) {
        return laneOf(aggregateId).offer(task);
    }

    /// Puts a task on the lane of an aggregate, behind all that waits there, however much that is.
    void enqueue(String aggregateId, Runnable task) {
        laneOf(aggregateId).enqueue(task);
    }

    /// Runs a task once on every lane, behind all that waits there.
    ///
    /// @return completes when it has run everywhere
    public CompletionStage<Void> onEach(Runnable task) {
        CompletableFuture<?>[] done = lanes.stream()
                .map(lane -> {
                    CompletableFuture<Void> ran = new CompletableFuture<>();
                    lane.enqueue(() -> {
                        try {
                            task.run();
                        } finally {
                            ran.complete(null);
                        }
                    });
                    return ran;
                })
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(done);
    }

    /// How many tasks wait on all lanes together.
    public int waiting() {
        return lanes.stream().mapToInt(Lane::waiting).sum();
    }

    /// Runs what is waiting, takes no more, and ends the threads.
    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }

    private Lane laneOf(String aggregateId) {
        return lanes.get(Math.floorMod(spread(aggregateId.hashCode()), lanes.size()));
    }

    /// `String.hashCode` of ids that differ in few characters differs in few bits.
    private static int spread(int hash) {
        return (hash * 0x9E37_79B9) >>> 16;
    }
}
