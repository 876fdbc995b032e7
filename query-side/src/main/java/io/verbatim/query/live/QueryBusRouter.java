package io.verbatim.query.live;

import io.verbatim.api.Uid;
import io.verbatim.api.live.CarriedBatch;
import io.verbatim.api.live.ChangeInterest;
import io.verbatim.api.live.InterestChanged;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed.Receiver;
import io.verbatim.api.live.LiveFeed.Subscription;
import io.verbatim.api.live.PassTyping;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.RouterName;
import io.verbatim.api.live.RouterUpdate;
import io.verbatim.api.live.TypingSignal;
import io.verbatim.api.live.WatchLiveFeed;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The router for gateways in other processes: one subscription query of each gateway carries its batches,
/// and queries to this router alone carry what the gateway is interested in. Several routers tell the same
/// twice; each of them is to be believed only in what rests on an interest that it has confirmed, so every
/// update names its generation.
public final class QueryBusRouter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryBusRouter.class);

    private final RouterName name = new RouterName("router-" + UUID.randomUUID());
    private final LiveRouter router;
    private final QueryBus bus;
    private final QueryUpdateEmitter emitter;
    private final Duration beat;
    private final CarriedEvents carried = new CarriedEvents();
    private final Map<String, Opened> gateways = new ConcurrentHashMap<>();
    private final List<Registration> registrations = new ArrayList<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("verbatim-router-heart").factory());

    /// A router that nobody can reach yet.
    ///
    /// @param beat how often all gateways are told that it is there
    public QueryBusRouter(LiveRouter router, QueryBus bus, Duration beat) {
        this.router = router;
        this.bus = bus;
        this.emitter = bus.queryUpdateEmitter();
        this.beat = beat;
    }

    /// Serves gateways from now on.
    public void start() {
        answer(ChangeInterest.class, name.queryName(ChangeInterest.class), InterestChanged.class, this::change);
        answer(PassTyping.class, name.queryName(PassTyping.class), RouterName.class, this::pass);
        answer(
                WatchLiveFeed.class,
                WatchLiveFeed.class.getName(),
                RouterName.class,
                gateway -> CompletableFuture.completedFuture(name));
        ScheduledFuture<?> _ = heart.scheduleAtFixedRate(this::beat, 0, beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the bus takes a future for an answer
    private <Q, A> void answer(Class<Q> query, String queryName, Type type, Function<Q, CompletableFuture<A>> handler) {
        registrations.add(bus.subscribe(
                queryName, type, (QueryMessage<?, A> message) -> handler.apply(query.cast(message.getPayload()))));
    }

    private CompletableFuture<RouterName> pass(PassTyping typing) {
        router.pass(typing.signal());
        return CompletableFuture.completedFuture(name);
    }

    private CompletableFuture<InterestChanged> change(ChangeInterest change) {
        Opened opened = change.anew() ? open(change) : gateways.get(change.gateway());
        if (opened == null || opened.generation != change.generation()) {
            return CompletableFuture.completedFuture(InterestChanged.UNKNOWN);
        }
        return opened.change(change);
    }

    private Opened open(ChangeInterest all) {
        return gateways.compute(all.gateway(), (gateway, known) -> {
            if (known != null && known.generation >= all.generation()) {
                return known;
            }
            if (known != null) {
                known.subscription.close();
            }
            Emitting emitting = new Emitting(gateway, all.generation());
            return new Opened(all.generation(), router.open(gateway, emitting, all.registered(), all.watched()));
        });
    }

    /// Says that it is there, and forgets the gateways that have gone.
    private void beat() {
        try {
            emitter.emit(WatchLiveFeed.class, everybody -> true, RouterUpdate.beat(name));
            Set<String> listening = emitter.activeSubscriptions().stream()
                    .map(subscription ->
                            subscription.getPayload() instanceof WatchLiveFeed watch ? watch.gateway() : "")
                    .collect(Collectors.toSet());
            gateways.forEach((gateway, opened) -> {
                if (!listening.contains(gateway) && gateways.remove(gateway, opened)) {
                    opened.subscription.close();
                }
            });
        } catch (RuntimeException fault) {
            LOG.error("The router could not say that it is there", fault);
        }
    }

    @Override
    public void close() {
        registrations.forEach(Registration::cancel);
        heart.shutdownNow();
        gateways.values().forEach(opened -> opened.subscription.close());
        gateways.clear();
    }

    /// What a gateway is interested in, since it last began anew.
    private record Opened(long generation, Subscription subscription) {

        CompletableFuture<InterestChanged> change(ChangeInterest change) {
            change.unregistered().forEach(subscription::unregister);
            change.unwatched().forEach(subscription::unwatch);
            Queue<Uid> failed = new ConcurrentLinkedQueue<>();
            List<CompletableFuture<List<Place>>> placed = new ArrayList<>();
            placed.add(subscription.watch(change.watched()).toCompletableFuture());
            for (Uid person : change.registered()) {
                placed.add(subscription
                        .register(person)
                        .exceptionally(failure -> {
                            LOG.debug("{} could not be registered", person, failure);
                            failed.add(person);
                            return List.of();
                        })
                        .toCompletableFuture());
            }
            return CompletableFuture.allOf(placed.toArray(CompletableFuture<?>[]::new))
                    .thenApply(all -> new InterestChanged(true, furthest(placed), List.copyOf(failed)));
        }

        private static List<Place> furthest(List<CompletableFuture<List<Place>>> placed) {
            return Place.furthest(
                    placed.stream().flatMap(places -> places.join().stream()).toList());
        }
    }

    /// Sends a gateway what concerns it. Called by whoever sends, one at a time.
    private final class Emitting implements Receiver {

        private final String gateway;
        private final long generation;

        Emitting(String gateway, long generation) {
            this.gateway = gateway;
            this.generation = generation;
        }

        @Override
        public void receive(LiveBatch batch) {
            emit(new RouterUpdate(name, generation, CarriedBatch.of(batch, carried::of), null));
        }

        @Override
        public void pass(TypingSignal signal) {
            emit(new RouterUpdate(name, generation, null, signal));
        }

        private void emit(RouterUpdate update) {
            emitter.emit(WatchLiveFeed.class, watch -> watch.gateway().equals(gateway), update);
        }
    }
}
