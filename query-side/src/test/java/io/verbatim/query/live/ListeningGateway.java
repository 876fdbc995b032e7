package io.verbatim.query.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.TypingSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/// A gateway as far as the feed is concerned: takes batches whose interval follows in their partition, drops what it
/// has
/// had, and notes the breaks that it would heal from the views. It begins where the first registration says.
final class ListeningGateway {

    private final List<LiveBatch> batches = new ArrayList<>();
    private final List<LiveItem> items = new ArrayList<>();
    private final List<Break> breaks = new ArrayList<>();
    private final List<TypingSignal> signals = new ArrayList<>();
    private final LiveFeed.Subscription subscription;
    private final Map<Integer, Long> places = new TreeMap<>();

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
        long place = places.getOrDefault(batch.partition(), batch.from());
        if (batch.from() > place) {
            breaks.add(new Break(batch.partition(), place, batch.from()));
        }
        batch.items().stream().filter(item -> item.event().position() > place).forEach(items::add);
        places.merge(batch.partition(), batch.to(), Math::max);
    }

    private synchronized void placed(List<Place> placed) {
        placed.forEach(place -> places.putIfAbsent(place.partition(), place.position()));
    }

    /// Registers interest.
    ///
    /// @return the place that is furthest
    long register(Uid person) {
        List<Place> placed = subscription.register(person).toCompletableFuture().join();
        placed(placed);
        return placed.stream().mapToLong(Place::position).max().orElseThrow();
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

    /// Where something was missing.
    synchronized List<Break> breaks() {
        return List.copyOf(breaks);
    }

    /// Whether it was told of a position's event, or has noticed that it was not.
    synchronized boolean knowsOf(RecordedEvent event, int partition) {
        return items.stream().anyMatch(item -> item.event().equals(event))
                || breaks.stream()
                        .anyMatch(gap -> gap.partition == partition
                                && gap.after < event.position()
                                && event.position() <= gap.through);
    }

    /// How far all partitions have come.
    synchronized long place() {
        return places.values().stream().mapToLong(Long::longValue).min().orElse(-1);
    }

    /// An interval that is missing.
    record Break(int partition, long after, long through) {}
}
