package io.verbatim.query.live;

import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.TypingSignal;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// A feed that does to each batch what a network may do: loses it, or gives it more than once.
final class UnreliableLiveFeed implements LiveFeed {

    private final LiveFeed feed;
    private final Function<LiveBatch, Fate> fate;

    UnreliableLiveFeed(LiveFeed feed, Function<LiveBatch, Fate> fate) {
        this.feed = feed;
        this.fate = fate;
    }

    @Override
    public Subscription open(String gateway, Receiver receiver) {
        Subscription subscription = feed.open(gateway, batch -> {
            for (int left = fate.apply(batch).times; left > 0; left--) {
                receiver.receive(batch);
            }
        });
        return new Subscription() {
            @Override
            public CompletionStage<List<Place>> register(Uid person) {
                return subscription.register(person);
            }

            @Override
            public void unregister(Uid person) {
                subscription.unregister(person);
            }

            @Override
            public CompletionStage<List<Place>> watch(Collection<Uid> people) {
                return subscription.watch(people);
            }

            @Override
            public void unwatch(Uid person) {
                subscription.unwatch(person);
            }

            @Override
            public void close() {
                subscription.close();
            }
        };
    }

    @Override
    public void pass(TypingSignal signal) {
        feed.pass(signal);
    }

    enum Fate {
        LOST(0),
        GIVEN(1),
        REPEATED(2);

        private final int times;

        Fate(int times) {
            this.times = times;
        }
    }
}
