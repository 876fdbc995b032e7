package io.verbatim.standalone;

import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.TypingSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// A feed that does to batches what a network may do: loses them, gives them again, and one behind another;
/// and lets the places of those who register wait. Between the steps of a registration, something may
/// happen.
final class TroubledFeed implements LiveFeed {

    private final LiveFeed feed;
    private final Random random;
    private final Map<Integer, LiveBatch> late = new HashMap<>();
    private volatile boolean troubled;
    private volatile boolean losing;
    private volatile Runnable beforeRegistering = () -> {};
    private volatile Runnable beforePlace = () -> {};
    private volatile Runnable inTheMiddle = () -> {};

    TroubledFeed(LiveFeed feed, long seed) {
        this.feed = feed;
        this.random = new Random(seed);
    }

    void trouble(boolean on) {
        troubled = on;
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

    /// What becomes of a batch: mostly nothing else than that it is given.
    private synchronized List<LiveBatch> given(LiveBatch batch) {
        List<LiveBatch> given = new ArrayList<>();
        LiveBatch held = late.remove(batch.partition());
        int fate = losing ? 0 : troubled ? random.nextInt(20) : 19;
        if (fate == 1 && held == null) {
            late.put(batch.partition(), batch);
        } else if (fate != 0) {
            given.add(batch);
        }
        if (fate == 2) {
            given.add(batch);
        }
        if (held != null) {
            given.add(held); // behind the one that came after it
        }
        return given;
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
