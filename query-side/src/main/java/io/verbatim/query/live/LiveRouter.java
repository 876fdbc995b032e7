package io.verbatim.query.live;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.SyncedEvents;
import io.verbatim.api.live.TypingSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns synced events into one batch for each gateway and partition, in one process. Receivers are called on the log's
/// publishing thread, with the event objects themselves.
public final class LiveRouter implements LiveFeed, SyncedEvents.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRouter.class);

    private final SyncedEvents log;
    private final LiveProperties settings;
    private final PartitionHash hash;
    private final Memberships memberships;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("verbatim-live-heart").factory());
    private final Lock sending = new ReentrantLock(); // taken before any other; keeps batches in order
    private final List<Listening> listening = new CopyOnWriteArrayList<>();
    private volatile List<RouterPartition> partitions; // changed while sending
    private long position; // guarded by `sending`

    /// A router that routes nothing yet.
    ///
    /// @param memberships in which groups people are when somebody begins to be interested in them
    public LiveRouter(SyncedEvents log, LiveProperties settings, Memberships memberships) {
        this.log = log;
        this.settings = settings;
        this.hash = new PartitionHash(settings.partitions());
        this.memberships = memberships;
        this.partitions = partitionsAt(0);
    }

    /// Routes what is synced from now on.
    public void start() {
        sending.lock();
        try {
            position = log.subscribe(this);
            partitions = partitionsAt(position);
        } finally {
            sending.unlock();
        }
        long millis = settings.beat().toMillis();
        ScheduledFuture<?> _ = heart.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    }

    private List<RouterPartition> partitionsAt(long from) {
        List<RouterPartition> made = new ArrayList<>();
        for (int number = 0; number < hash.count(); number++) {
            made.add(new RouterPartition(number, hash, memberships, from));
        }
        return List.copyOf(made);
    }

    @Override
    public Subscription open(String gateway, Receiver receiver) {
        return open(gateway, receiver, List.of(), List.of());
    }

    /// Opens the feed of a gateway that is interested in all of these people and watches those. A partition sends it
    /// nothing before it knows what concerns all of them; its first interval begins there.
    public Subscription open(String gateway, Receiver receiver, Collection<Uid> people, Collection<Uid> watched) {
        Listening opened = new Listening(gateway, receiver, people, watched);
        listening.add(opened);
        opened.enterAll();
        return opened;
    }

    /// Gives a partition to a new owner, which knows of no gateway, and of no event before now. The gateways register
    /// anew; those that the former owner has not told everything see the gap.
    public void replace(int number) {
        sending.lock();
        try {
            partitions.get(number).close();
            RouterPartition fresh = new RouterPartition(number, hash, memberships, position);
            List<RouterPartition> changed = new ArrayList<>(partitions);
            changed.set(number, fresh);
            partitions = List.copyOf(changed);
            listening.forEach(gateway -> gateway.enter(fresh));
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void pass(TypingSignal signal) {
        partitions
                .get(hash.of(signal.conversationId()))
                .audiences(signal)
                .forEach((gateway, audience) -> gateway.pass(signal.to(audience)));
    }

    @Override
    public void synced(List<RecordedEvent> events) {
        sending.lock();
        try {
            position = events.getLast().position();
            List<Delivery> deliveries = route(events);
            // where nothing has happened first: what is told then carries a cursor that has come as far
            deliveries.stream().filter(Delivery::isEmpty).forEach(Delivery::send);
            deliveries.stream().filter(delivery -> !delivery.isEmpty()).forEach(Delivery::send);
        } finally {
            sending.unlock();
        }
    }

    private List<Delivery> route(List<RecordedEvent> events) {
        if (partitions.size() == 1) {
            return partitions.getFirst().route(events, position);
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (RouterPartition partition : partitions) {
            List<RecordedEvent> own = events.stream()
                    .filter(event -> hash.of(event) == partition.number())
                    .toList();
            deliveries.addAll(partition.route(own, position));
        }
        return deliveries;
    }

    /// A fault must not end the beating.
    private void beat() {
        sending.lock();
        try {
            for (RouterPartition partition : partitions) {
                partition.idle().forEach(Delivery::beat);
            }
        } catch (RuntimeException fault) {
            LOG.error("Idle partitions could not be told", fault);
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close() {
        log.unsubscribe(this);
        heart.shutdownNow();
    }

    /// One gateway's interest, in whichever owners the partitions have.
    private final class Listening implements Subscription {

        private final String name;
        private final Receiver receiver;
        private final Lock lock = new ReentrantLock(); // guards what follows; taken before a partition's
        private final Set<Uid> people;
        private final Set<Uid> watched;
        private final List<Entered> entered = new ArrayList<>();
        private boolean closed;

        Listening(String name, Receiver receiver, Collection<Uid> people, Collection<Uid> watched) {
            this.name = name;
            this.receiver = receiver;
            this.people = new HashSet<>(people);
            this.watched = new HashSet<>(watched);
        }

        /// A partition that gets a new owner meanwhile is entered once.
        void enterAll() {
            partitions.forEach(this::enter);
        }

        void enter(RouterPartition partition) {
            lock.lock();
            try {
                boolean known = entered.stream().anyMatch(other -> other.partition == partition);
                if (!closed && !known && partition.isOpen()) {
                    entered.removeIf(other -> other.partition.number() == partition.number());
                    entered.add(new Entered(partition, partition.open(name, receiver, people, watched)));
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public CompletionStage<List<Place>> register(Uid person) {
            List<CompletableFuture<Place>> places = new ArrayList<>(1);
            lock.lock();
            try {
                people.add(person);
                entered.forEach(one ->
                        places.add(one.partition.register(one.gateway, person).toCompletableFuture()));
            } finally {
                lock.unlock();
            }
            return CompletableFuture.allOf(places.toArray(CompletableFuture<?>[]::new))
                    .thenApply(
                            all -> places.stream().map(CompletableFuture::join).toList());
        }

        @Override
        public void unregister(Uid person) {
            lock.lock();
            try {
                people.remove(person);
                entered.forEach(one -> one.partition.unregister(one.gateway, person));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public CompletionStage<List<Place>> watch(Collection<Uid> more) {
            lock.lock();
            try {
                watched.addAll(more);
                return CompletableFuture.completedFuture(entered.stream()
                        .map(one -> one.partition.watch(one.gateway, more))
                        .toList());
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void unwatch(Uid person) {
            lock.lock();
            try {
                watched.remove(person);
                entered.forEach(one -> one.partition.unwatch(one.gateway, person));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            listening.remove(this);
            lock.lock();
            try {
                closed = true;
                entered.forEach(one -> one.partition.close(one.gateway));
                entered.clear();
            } finally {
                lock.unlock();
            }
        }
    }

    /// A gateway in a partition.
    private record Entered(RouterPartition partition, Gateway gateway) {}
}
