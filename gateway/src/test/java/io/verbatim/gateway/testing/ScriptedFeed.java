package io.verbatim.gateway.testing;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.TypingSignal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// A feed of one partition, whose batches are sent, lost and repeated as a test says.
public final class ScriptedFeed implements LiveFeed {
    private final AtomicReference<Receiver> receiver = new AtomicReference<>();
    private final Set<Uid> interest = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Held> held = new ConcurrentLinkedQueue<>();
    private final Set<Uid> watched = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<TypingSignal> passed = new ConcurrentLinkedQueue<>();
    private volatile boolean holding;
    private long position;

    /// Sends the events as one batch.
    public synchronized LiveBatch emit(RecordedEvent... events) {
        LiveBatch batch = batch(events);
        receiver.get().receive(batch);
        return batch;
    }

    /// The events happen, and their batch is lost.
    public synchronized LiveBatch lose(RecordedEvent... events) {
        return batch(events);
    }

    /// Sends a batch that there was before, or any other.
    public synchronized void repeat(LiveBatch batch) {
        receiver.get().receive(batch);
    }

    /// Nothing has happened for a while.
    public synchronized void beat() {
        receiver.get().receive(new LiveBatch(0, position, position, List.of()));
    }

    /// From now on nobody is told its place before [#tellPlaces].
    public void holdPlaces() {
        holding = true;
    }

    /// How many wait for their place.
    public int waiting() {
        return held.size();
    }

    public synchronized void tellPlaces() {
        holding = false;
        for (Held next = held.poll(); next != null; next = held.poll()) {
            // it may arrive after its person has left
            interest.add(next.person);
            next.answer.complete(List.of(new Place(0, position)));
        }
    }

    public boolean isInterestedIn(Uid person) {
        return interest.contains(person);
    }

    @Override
    public Subscription open(String gateway, Receiver taker) {
        receiver.set(taker);
        return new Subscription() {
            @Override
            public CompletionStage<List<Place>> register(Uid person) {
                return place(person);
            }

            @Override
            public void unregister(Uid person) {
                interest.remove(person);
            }

            @Override
            public CompletionStage<List<Place>> watch(Collection<Uid> people) {
                return placeOf(people);
            }

            @Override
            public void unwatch(Uid person) {
                watched.remove(person);
            }

            @Override
            public void close() {
                interest.clear();
                watched.clear();
            }
        };
    }

    @Override
    public void pass(TypingSignal signal) {
        passed.add(signal);
        receiver.get()
                .pass(signal.to(
                        signal.audience().stream().filter(interest::contains).toList()));
    }

    /// Whom has been typed to, in order.
    public List<TypingSignal> passed() {
        return List.copyOf(passed);
    }

    public boolean isWatching(Uid person) {
        return watched.contains(person);
    }

    private synchronized CompletionStage<List<Place>> placeOf(Collection<Uid> people) {
        watched.addAll(people);
        return CompletableFuture.completedFuture(List.of(new Place(0, position)));
    }

    private synchronized CompletionStage<List<Place>> place(Uid person) {
        interest.add(person);
        CompletableFuture<List<Place>> answer = new CompletableFuture<>();
        if (holding) {
            held.add(new Held(person, answer));
        } else {
            answer.complete(List.of(new Place(0, position)));
        }
        return answer;
    }

    private LiveBatch batch(RecordedEvent... events) {
        long from = position;
        position = events[events.length - 1].position();
        List<LiveItem> items = Arrays.stream(events)
                .map(event -> new LiveItem(event, audience(event)))
                .filter(item -> !item.audience().isEmpty())
                .toList();
        return new LiveBatch(0, from, position, items);
    }

    private List<Uid> audience(RecordedEvent event) {
        String aggregate = event.aggregateId();
        if (AggregateKind.CONVERSATION.owns(aggregate)) {
            return ConversationId.ofAggregate(aggregate).pair().stream()
                    .filter(interest::contains)
                    .toList();
        }
        boolean account = AggregateKind.ACCOUNT.owns(aggregate);
        Uid person = new Uid((account ? AggregateKind.ACCOUNT : AggregateKind.PRESENCE).nameOf(aggregate));
        return watched.contains(person) || (account && interest.contains(person)) ? List.of(person) : List.of();
    }

    private record Held(Uid person, CompletableFuture<List<Place>> answer) {}
}
