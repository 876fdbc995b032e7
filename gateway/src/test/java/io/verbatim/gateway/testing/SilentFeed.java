package io.verbatim.gateway.testing;

import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.Place;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A feed in which nothing happens.
public final class SilentFeed implements LiveFeed {
    @Override
    public Subscription open(String gateway, Receiver receiver) {
        return new Subscription() {
            @Override
            public CompletionStage<List<Place>> register(Uid person) {
                return CompletableFuture.completedFuture(List.of(new Place(0, 0)));
            }

            @Override
            public void unregister(Uid person) {}

            @Override
            public void close() {}
        };
    }
}
