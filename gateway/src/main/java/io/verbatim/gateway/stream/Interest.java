package io.verbatim.gateway.stream;

import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LiveFeed.Receiver;
import io.verbatim.api.live.LiveFeed.Subscription;
import io.verbatim.api.live.Place;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// This gateway's interest in people, once its feed is open.
final class Interest {
    private volatile @Nullable Subscription subscription;
    private volatile Consumer<List<Place>> placed = places -> {};

    /// @param begun is told of each place before whoever has registered is
    void open(LiveFeed feed, String gateway, Receiver receiver, Consumer<List<Place>> begun) {
        placed = begun;
        subscription = feed.open(gateway, receiver);
    }

    /// See [Subscription#register].
    CompletionStage<List<Place>> register(Uid person) {
        Subscription open = subscription;
        if (open == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("feed: closed (expected: open)"));
        }
        try {
            return open.register(person).thenApply(this::told);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private List<Place> told(List<Place> places) {
        placed.accept(places);
        return places;
    }

    void unregister(Uid person) {
        Subscription open = subscription;
        if (open != null) {
            open.unregister(person);
        }
    }

    /// See [Subscription#watch].
    CompletionStage<List<Place>> watch(List<Uid> people) {
        Subscription open = subscription;
        if (open == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("feed: closed (expected: open)"));
        }
        try {
            return open.watch(people).thenApply(this::told);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    void unwatch(Uid person) {
        Subscription open = subscription;
        if (open != null) {
            open.unwatch(person);
        }
    }

    void close() {
        Subscription open = subscription;
        subscription = null;
        if (open != null) {
            open.close();
        }
    }
}
