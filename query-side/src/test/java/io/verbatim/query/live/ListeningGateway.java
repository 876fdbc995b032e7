package io.verbatim.query.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.live.TypingSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// A gateway as far as the feed is concerned: takes batches whose interval follows, drops what it has had, and notes
/// the breaks that it would heal from the views.
final class ListeningGateway {

    private final List<LiveBatch> batches = new ArrayList<>();
    private final List<LiveItem> items = new ArrayList<>();
    private final Set<Long> breaks = new HashSet<>();
    private final List<TypingSignal> signals = new ArrayList<>();
    private final LiveFeed.Subscription subscription;
    private long place = -1;

    ListeningGateway(LiveFeed feed, String name) {
        subscription = feed.open(name, new LiveFeed.Receiver() {
            @Override
            public void receive(LiveBatch batch) {
                take(batch);
            }

            @Override
            public void pass(TypingSignal signal) {
                take(signal);
            }
        });
    }

    private synchronized void take(TypingSignal signal) {
        signals.add(signal);
    }

    private synchronized void take(LiveBatch batch) {
        batches.add(batch);
        if (place < 0 || batch.from() == place) {
            items.addAll(batch.items());
        } else if (batch.to() > place) {
            breaks.add(place);
            batch.items().stream()
                    .filter(item -> item.event().position() > place)
                    .forEach(items::add);
        }
        place = Math.max(place, batch.to());
    }

    /// Registers interest.
    ///
    /// @return the place
    long register(Uid person) {
        return subscription
                .register(person)
                .toCompletableFuture()
                .join()
                .getFirst()
                .position();
    }

    void unregister(Uid person) {
        subscription.unregister(person);
    }

    void watch(Uid... people) {
        CompletionStage<?> _ = subscription.watch(List.of(people));
    }

    void unwatch(Uid person) {
        subscription.unwatch(person);
    }

    void close() {
        subscription.close();
    }

    synchronized List<LiveBatch> batches() {
        return List.copyOf(batches);
    }

    synchronized List<TypingSignal> signals() {
        return List.copyOf(signals);
    }

    synchronized List<LiveItem> items() {
        return List.copyOf(items);
    }

    synchronized List<RecordedEvent> events() {
        return items.stream().map(LiveItem::event).toList();
    }

    /// The places after which something was missing.
    synchronized Set<Long> breaks() {
        return Set.copyOf(breaks);
    }

    synchronized long place() {
        return place;
    }
}
