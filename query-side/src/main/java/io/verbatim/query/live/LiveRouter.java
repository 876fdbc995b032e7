package io.verbatim.query.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.api.live.TypingSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Turns synced events into one batch for each gateway, in one process: the whole log is one router
/// partition. Receivers are called on the log's publishing thread, with the event objects themselves.
public final class LiveRouter implements LiveFeed, SyncedEvents.Listener, AutoCloseable {

    private static final int PARTITION = 0;

    private final SyncedEvents log;
    private final Duration beat;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("verbatim-live-heart").factory());
    private final Lock sending = new ReentrantLock(); // taken before `routing`; keeps batches in order
    private final Lock routing = new ReentrantLock(); // guards what follows
    private final InterestTable interest = new InterestTable();
    private final InterestTable watchers = new InterestTable();
    private final GroupTable groups = new GroupTable(interest);
    private final Memberships memberships;
    private final List<Gateway> gateways = new ArrayList<>();
    private long position;

    /// A router that routes nothing yet.
    ///
    /// @param beat how often a gateway hears of an idle partition
    public LiveRouter(SyncedEvents log, Duration beat) {
        this(log, beat, Memberships.NONE);
    }

    /// A router that routes nothing yet.
    ///
    /// @param beat how often a gateway hears of an idle partition
    /// @param memberships in which groups people are when somebody begins to be interested in them
    public LiveRouter(SyncedEvents log, Duration beat, Memberships memberships) {
        this.log = log;
        this.beat = beat;
        this.memberships = memberships;
    }

    /// Routes what is synced from now on.
    public void start() {
        routing.lock();
        try {
            position = log.subscribe(this);
        } finally {
            routing.unlock();
        }
        ScheduledFuture<?> _ =
                heart.scheduleAtFixedRate(this::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Subscription open(String gateway, Receiver receiver) {
        routing.lock();
        try {
            Gateway opened = new Gateway(gateway, receiver, PARTITION, position);
            gateways.add(opened);
            return new Interest(opened);
        } finally {
            routing.unlock();
        }
    }

    @Override
    public void pass(TypingSignal signal) {
        Map<Gateway, List<Uid>> audiences = new HashMap<>();
        routing.lock();
        try {
            for (Uid person : signal.audience()) {
                for (Gateway gateway : interest.in(person)) {
                    audiences
                            .computeIfAbsent(gateway, first -> new ArrayList<>(1))
                            .add(person);
                }
            }
        } finally {
            routing.unlock();
        }
        audiences.forEach((gateway, audience) -> gateway.pass(signal.to(audience)));
    }

    @Override
    public void synced(List<RecordedEvent> events) {
        sending.lock();
        try {
            route(events).forEach(Delivery::send);
        } finally {
            sending.unlock();
        }
    }

    private List<Delivery> route(List<RecordedEvent> events) {
        routing.lock();
        try {
            if (!interest.isEmpty() || !watchers.isEmpty()) {
                events.forEach(this::route);
            }
            position = events.getLast().position();
            List<Delivery> deliveries = new ArrayList<>(gateways.size());
            for (Gateway gateway : gateways) {
                if (gateway.interested()) {
                    deliveries.add(new Delivery(gateway, position, gateway.collected()));
                }
            }
            return deliveries;
        } finally {
            routing.unlock();
        }
    }

    private void route(RecordedEvent event) {
        for (Uid person : Audience.of(event)) {
            for (Gateway gateway : interest.in(person)) {
                gateway.collect(event, person);
            }
        }
        ConversationId group = Audience.group(event);
        if (group != null) {
            groups.route(group, event);
        }
        Uid watched = Audience.watched(event);
        if (watched != null) {
            for (Gateway gateway : watchers.in(watched)) {
                gateway.collect(event, watched);
            }
        }
    }

    private void beat() {
        sending.lock();
        try {
            idle().forEach(delivery -> delivery.gateway.beat(delivery.to));
        } finally {
            sending.unlock();
        }
    }

    private List<Delivery> idle() {
        routing.lock();
        try {
            return gateways.stream()
                    .map(gateway -> new Delivery(gateway, position, List.of()))
                    .toList();
        } finally {
            routing.unlock();
        }
    }

    @Override
    public void close() {
        log.unsubscribe(this);
        heart.shutdownNow();
    }

    private record Delivery(Gateway gateway, long to, List<LiveItem> items) {

        void send() {
            gateway.send(to, items);
        }
    }

    /// One gateway's interest.
    private final class Interest implements Subscription {

        private final Gateway gateway;

        Interest(Gateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public CompletionStage<List<Place>> register(Uid person) {
            routing.lock();
            try {
                if (gateway.people().add(person)) {
                    interest.add(person, gateway);
                    groups.changed(person);
                }
                if (groups.isComplete(person)) {
                    return place();
                }
                GroupTable.Known known = groups.begin(person);
                if (known.isAsked()) {
                    return known.joined();
                }
                known.ask();
                CompletionStage<?> _ =
                        memberships.of(person, position).whenComplete((found, failure) -> found(known, found, failure));
                return known.joined();
            } finally {
                routing.unlock();
            }
        }

        /// From here on it is known in which groups somebody is.
        private void found(
                GroupTable.Known known, @Nullable Collection<ConversationId> found, @Nullable Throwable failure) {
            List<Place> places;
            routing.lock();
            try {
                groups.found(known, found);
                places = List.of(new Place(PARTITION, position));
            } finally {
                routing.unlock();
            }
            if (failure == null) {
                known.joined().complete(places);
            } else {
                known.joined().completeExceptionally(failure);
            }
        }

        @Override
        public void unregister(Uid person) {
            routing.lock();
            try {
                if (gateway.people().remove(person)) {
                    interest.remove(person, gateway);
                    settle(person);
                }
            } finally {
                routing.unlock();
            }
        }

        @Override
        public CompletionStage<List<Place>> watch(Collection<Uid> people) {
            routing.lock();
            try {
                for (Uid person : people) {
                    if (gateway.watched().add(person)) {
                        watchers.add(person, gateway);
                    }
                }
                return place();
            } finally {
                routing.unlock();
            }
        }

        @Override
        public void unwatch(Uid person) {
            routing.lock();
            try {
                if (gateway.watched().remove(person)) {
                    watchers.remove(person, gateway);
                }
            } finally {
                routing.unlock();
            }
        }

        @Override
        public void close() {
            routing.lock();
            try {
                gateways.remove(gateway);
                interest.removeAll(gateway.people(), gateway);
                gateway.people().forEach(this::settle);
                watchers.removeAll(gateway.watched(), gateway);
                gateway.people().clear();
                gateway.watched().clear();
            } finally {
                routing.unlock();
            }
        }

        /// One gateway fewer is interested in the person.
        private void settle(Uid person) {
            if (interest.in(person).isEmpty()) {
                groups.forget(person);
            } else {
                groups.changed(person);
            }
        }

        private CompletionStage<List<Place>> place() {
            return CompletableFuture.completedFuture(List.of(new Place(PARTITION, position)));
        }
    }
}
