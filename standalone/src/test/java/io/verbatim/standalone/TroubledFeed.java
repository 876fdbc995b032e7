package io.verbatim.standalone;

import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.TypingSignal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// A feed that does to batches what a network may do: loses them, gives them again, and one behind another;
/// and lets the places of those who register wait: by chance, or as it is told. Between the steps of a
/// registration, something may happen.
final class TroubledFeed implements LiveFeed {

    private final LiveFeed feed;
    private final Random random;
    private final Map<Integer, LiveBatch> late = new HashMap<>();
    private final Queue<Fate> told = new ArrayDeque<>();
    private final Map<Integer, Long> reached = new HashMap<>();
    private final Set<Integer> forgetting = new HashSet<>();
    private final Set<Integer> forgotten = new HashSet<>();
    private volatile boolean troubled;
    private volatile boolean losing;
    private volatile Runnable beforeRegistering = () -> {};
    private volatile Runnable beforePlace = () -> {};
    private volatile Runnable inTheMiddle = () -> {};

    /// What becomes of a batch.
    enum Fate {
        LOST,
        /// It comes behind the next one.
        LATE,
        TWICE,
        ONCE
    }

    TroubledFeed(LiveFeed feed, long seed) {
        this.feed = feed;
        this.random = new Random(seed);
    }

    void trouble(boolean on) {
        troubled = on;
    }

    /// What becomes of the next batch that tells of something.
    synchronized void next(Fate fate) {
        told.add(fate);
    }

    /// What a router must never do when a partition gets another owner: all up to the next batch that tells of
    /// something is lost, and the one after it claims to begin where the last one given has ended.
    synchronized void forget(int partition) {
        forgetting.add(partition);
    }

    /// All batches are lost.
    void lose(boolean on) {
        losing = on;
    }

    void beforeRegistering(Runnable action) {
        beforeRegistering = action;
    }

    /// Between the registration and its answer.
    void beforePlace(Runnable action) {
        beforePlace = action;
    }

    /// At each batch that tells of something, before it is taken.
    void inTheMiddle(Runnable action) {
        inTheMiddle = action;
    }

    @Override
    public Subscription open(String gateway, Receiver receiver) {
        Subscription opened = feed.open(gateway, new Receiver() {
            @Override
            public void receive(LiveBatch batch) {
                if (!batch.items().isEmpty()) {
                    inTheMiddle.run();
                }
                given(batch).forEach(receiver::receive);
            }

            @Override
            public void pass(TypingSignal signal) {
                receiver.pass(signal);
            }
        });
        return new Troubled(opened);
    }

    private synchronized List<LiveBatch> given(LiveBatch batch) {
        if (forgetting.contains(batch.partition())) {
            if (!batch.items().isEmpty()) {
                forgetting.remove(batch.partition());
                forgotten.add(batch.partition());
            }
            return List.of();
        }
        LiveBatch claimed = forgotten.remove(batch.partition()) ? claimed(batch) : batch;
        reached.merge(claimed.partition(), claimed.to(), Math::max);
        LiveBatch held = late.remove(claimed.partition());
        Fate fate = fate(claimed, held != null);
        List<LiveBatch> given = new ArrayList<>();
        switch (fate) {
            case LOST -> {}
            case LATE -> late.put(claimed.partition(), claimed);
            case TWICE -> given.addAll(List.of(claimed, claimed));
            case ONCE -> given.add(claimed);
        }
        if (held != null) {
            given.add(held); // behind the one that came after it
        }
        return given;
    }

    /// Mostly it is given once.
    private Fate fate(LiveBatch batch, boolean another) {
        Fate fate = Fate.ONCE;
        if (losing) {
            fate = Fate.LOST;
        } else if (troubled) {
            fate = Fate.values()[Math.min(Fate.ONCE.ordinal(), random.nextInt(20))];
        } else if (!told.isEmpty() && !batch.items().isEmpty()) {
            fate = told.remove();
        }
        return fate == Fate.LATE && another ? Fate.ONCE : fate;
    }

    private LiveBatch claimed(LiveBatch batch) {
        long from = Math.min(batch.from(), reached.getOrDefault(batch.partition(), batch.from()));
        return new LiveBatch(batch.partition(), from, batch.to(), batch.items());
    }

    private <T> CompletionStage<T> late(CompletionStage<T> answer) {
        long millis;
        synchronized (this) {
            millis = troubled ? random.nextInt(30) : 0;
        }
        return answer.thenCompose(places -> {
            beforePlace.run();
            return millis == 0
                    ? CompletableFuture.completedFuture(places)
                    : CompletableFuture.supplyAsync(
                            () -> places, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        });
    }

    @Override
    public void pass(TypingSignal signal) {
        feed.pass(signal);
    }

    private final class Troubled implements Subscription {

        private final Subscription subscription;

        Troubled(Subscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public CompletionStage<List<Place>> register(Uid person) {
            beforeRegistering.run();
            return late(subscription.register(person));
        }

        @Override
        public void unregister(Uid person) {
            subscription.unregister(person);
        }

        @Override
        public CompletionStage<List<Place>> watch(Collection<Uid> people) {
            return late(subscription.watch(people));
        }

        @Override
        public void unwatch(Uid person) {
            subscription.unwatch(person);
        }

        @Override
        public void close() {
            subscription.close();
        }
    }
}
