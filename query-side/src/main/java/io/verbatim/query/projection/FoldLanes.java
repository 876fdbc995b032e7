package io.verbatim.query.projection;

import io.verbatim.api.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Threads that help while the views are behind: partitions are folded side by side, and the next events are
/// read meanwhile. They end when they are idle.
final class FoldLanes implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    /// Fewer events than this are not worth a hand-over.
    private static final int WORTHWHILE = 2_000;

    private final BatchFold fold;
    private final int lanes;
    private final ThreadPoolExecutor helpers;

    /// @param lanes how many fold, the calling thread included
    FoldLanes(BatchFold fold, int lanes) {
        this.fold = fold;
        this.lanes = lanes;
        this.helpers = new ThreadPoolExecutor(
                lanes,
                lanes,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("verbatim-views-helper-", 1).factory());
        helpers.allowCoreThreadTimeOut(true);
    }

    /// Folds all events, those of a partition in their order.
    List<FoldedBatch> fold(List<RecordedEvent> events) throws InterruptedException {
        if (lanes == 1 || events.size() < WORTHWHILE) {
            return List.of(fold.fold(events));
        }
        List<List<RecordedEvent>> shares = share(events);
        List<Future<FoldedBatch>> others = new ArrayList<>();
        for (List<RecordedEvent> share : shares.subList(1, lanes)) {
            others.add(submit(() -> fold.fold(share)));
        }
        List<FoldedBatch> folded = new ArrayList<>();
        folded.add(fold.fold(shares.getFirst()));
        for (Future<FoldedBatch> other : others) {
            folded.add(await(other));
        }
        return folded;
    }

    <T> Future<T> submit(Callable<T> task) {
        return helpers.submit(task);
    }

    /// The outcome of a task; its failure is thrown as it was.
    static <T> T await(Future<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException(failure);
            }
        }
    }

    /// Those of an aggregate stand together in a share: what is looked up for one is at hand for the next.
    private List<List<RecordedEvent>> share(List<RecordedEvent> events) {
        List<List<RecordedEvent>> shares = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            shares.add(new ArrayList<>(events.size() / lanes));
        }
        Map<String, List<RecordedEvent>> together = new LinkedHashMap<>();
        for (RecordedEvent event : events) {
            together.computeIfAbsent(event.aggregateId(), _ -> new ArrayList<>())
                    .add(event);
        }
        together.forEach(
                (aggregateId, its) -> shares.get(lane(aggregateId, lanes)).addAll(its));
        return shares;
    }

    /// `String.hashCode` of ids that differ in few characters differs in few bits: the high bits of a product do not.
    static int lane(String aggregateId, int lanes) {
        return Math.floorMod((aggregateId.hashCode() * 0x9E37_79B9) >>> 16, lanes);
    }

    @Override
    public void close() {
        helpers.shutdownNow();
    }
}
