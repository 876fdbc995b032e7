package io.verbatim.gateway.live;

import io.verbatim.api.Uid;
import io.verbatim.api.live.CarriedBatch;
import io.verbatim.api.live.ChangeInterest;
import io.verbatim.api.live.InterestChanged;
import io.verbatim.api.live.LiveFeed.Receiver;
import io.verbatim.api.live.LiveFeed.Subscription;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.RouterName;
import io.verbatim.api.live.RouterUpdate;
import io.verbatim.api.record.EventPayloads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// One gateway's subscription to all routers. A router is met by its beat; it is told the whole interest,
/// and its batches count from then on. It is left when it does not answer, or falls silent: what it says
/// later rests on a former generation and is dropped, and it is met anew. A batch of the new generation
/// begins where the router has come by then, so that whatever was not told shows as a gap.
///
/// Who registers is answered between two batches, on the thread that takes them: a batch of a router that
/// did not know of the interest may be taken still when that one is left, and whoever is answered behind it
/// joins past it.
final class RoutedSubscription implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(RoutedSubscription.class);
    private static final int MOST_WAITING = 4096;
    private static final int LOOKS = 4;

    private final String gateway;
    private final Receiver receiver;
    private final RouterCalls calls;
    private final Consumer<RoutedSubscription> closing;
    private final EventPayloads payloads = new EventPayloads();
    private final Scheduler thread = Schedulers.newSingle("verbatim-live-feed", true);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("verbatim-live-watch").factory());
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private final Object lock = new Object(); // guards what follows
    private final Set<Uid> people = new HashSet<>();
    private final Set<Uid> watched = new HashSet<>();
    private final Map<RouterName, Line> lines = new HashMap<>();
    private final List<Placing> unserved = new ArrayList<>();
    private Disposable opened = Disposables.disposed();
    private long generations;
    private long heard;
    private boolean closed;

    RoutedSubscription(String gateway, Receiver receiver, RouterCalls calls, Consumer<RoutedSubscription> closing) {
        this.gateway = gateway;
        this.receiver = receiver;
        this.calls = calls;
        this.closing = closing;
    }

    void start() {
        subscribe();
        long period = Math.max(1, calls.silence().toMillis() / LOOKS);
        ScheduledFuture<?> _ = watch.scheduleWithFixedDelay(this::guardedLook, period, period, TimeUnit.MILLISECONDS);
    }

    /// The routers that are believed.
    List<RouterName> routers() {
        synchronized (lock) {
            return List.copyOf(lines.keySet());
        }
    }

    private void subscribe() {
        var result = calls.watch(gateway);
        Disposable updates = result.updates()
                .onBackpressureBuffer(MOST_WAITING) // beyond it the feed fails, and is opened anew
                .publishOn(thread)
                .subscribe(
                        update -> take(update.getPayload()),
                        failure -> LOG.warn("The live feed has failed; it is opened anew", failure));
        Disposable answer = result.initialResult()
                .map(RouterCalls::payload)
                .subscribe(this::meet, failure -> LOG.debug("No router has answered yet", failure));
        synchronized (lock) {
            heard = System.nanoTime();
            opened = Disposables.composite(updates, answer, () -> cancel(result));
        }
    }

    /// What has ended of itself refuses to be ended.
    private static void cancel(Registration subscription) {
        try {
            boolean _ = subscription.cancel();
        } catch (RuntimeException ended) {
            LOG.debug("The live feed had ended before", ended);
        }
    }

    private void take(RouterUpdate update) {
        giveAnswers();
        boolean met;
        boolean believed;
        CarriedBatch batch = update.batch();
        synchronized (lock) {
            heard = System.nanoTime();
            Line line = lines.get(update.router());
            met = line != null;
            believed = line != null && line.generation() == update.generation();
            if (line != null && believed && batch != null) {
                line.heard(batch.partition(), heard);
            }
        }
        if (!met) {
            meet(update.router());
        } else if (believed) {
            receive(update, batch);
        }
    }

    /// What cannot be read is not told: it shows as a gap with the next batch.
    private void receive(RouterUpdate update, @Nullable CarriedBatch batch) {
        try {
            if (batch != null) {
                receiver.receive(batch.batch(payloads));
            }
            if (update.typing() != null) {
                receiver.pass(update.typing());
            }
        } catch (RuntimeException fault) {
            LOG.error("The live feed could not be taken from {}", update.router(), fault);
        }
    }

    private void meet(RouterName router) {
        Line line;
        synchronized (lock) {
            if (closed || lines.containsKey(router)) {
                return;
            }
            line = new Line(router, ++generations);
            lines.put(router, line);
            unserved.forEach(line::await);
            unserved.clear();
        }
        LOG.info("Live feed: registers with {}", router.name());
        say(line);
    }

    private void leave(Line line, String reason) {
        List<Line.Asked> waiting = List.of();
        synchronized (lock) {
            if (lines.remove(line.router(), line)) {
                LOG.warn("Live feed: leaves {}: {}", line.router().name(), reason);
                waiting = line.end();
            }
        }
        answerSoon(waiting, null);
    }

    private void answerSoon(List<Line.Asked> waited, @Nullable InterestChanged answer) {
        if (waited.isEmpty()) {
            return;
        }
        answers.add(() -> waited.forEach(asked -> asked.answered(answer)));
        try {
            Disposable _ = thread.schedule(this::giveAnswers);
        } catch (RejectedExecutionException stopped) {
            giveAnswers(); // nothing is taken any more
        }
    }

    /// On the feed's thread, between two updates: however many there are, nobody waits for the last of them.
    private void giveAnswers() {
        for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
            try {
                answer.run();
            } catch (RuntimeException fault) {
                LOG.error("Who has registered could not be answered", fault);
            }
        }
    }

    /// On a thread of its own: who ends an interest holds what those who are answered may wait for.
    private void saySoon(Line line) {
        try {
            watch.execute(() -> say(line));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Nobody is registered any more", stopped);
        }
    }

    private void say(Line line) {
        ChangeInterest change;
        synchronized (lock) {
            change = lines.get(line.router()) == line ? line.next(gateway, people, watched) : null;
        }
        if (change != null) {
            CompletableFuture<?> _ = calls.ask(line.router(), change, InterestChanged.class)
                    .handle((answer, failure) -> failure == null ? answer : InterestChanged.UNKNOWN)
                    .thenAccept(answer -> answered(line, answer));
        }
    }

    private void answered(Line line, InterestChanged answer) {
        if (!answer.known()) {
            leave(line, "it has not confirmed the interest");
            return;
        }
        List<Line.Asked> waited = List.of();
        synchronized (lock) {
            if (lines.get(line.router()) == line) {
                waited = line.answered(answer, System.nanoTime());
            }
        }
        answerSoon(waited, answer);
        say(line);
    }

    /// A fault is tried again at the next look.
    private void guardedLook() {
        try {
            look();
        } catch (RuntimeException fault) {
            LOG.error("The live feed could not be looked after", fault);
        }
    }

    /// Leaves routers that have fallen silent; if there is no sign of any, subscribes anew.
    private void look() {
        List<Line> silent;
        boolean deserted;
        Disposable former;
        synchronized (lock) {
            long now = System.nanoTime();
            long silence = calls.silence().toNanos();
            deserted = now - heard > silence;
            silent = lines.values().stream()
                    .filter(line -> deserted || line.isSilent(now, silence))
                    .toList();
            former = opened;
        }
        silent.forEach(line -> leave(line, "it has fallen silent"));
        if (deserted) {
            former.dispose();
            subscribe();
        }
    }

    @Override
    public CompletionStage<List<Place>> register(Uid person) {
        return place(person, List.of(), () -> people.add(person));
    }

    @Override
    public CompletionStage<List<Place>> watch(Collection<Uid> more) {
        return place(null, more, () -> watched.addAll(more));
    }

    private CompletionStage<List<Place>> place(@Nullable Uid person, Collection<Uid> more, Runnable change) {
        List<Line> told;
        Placing placing;
        synchronized (lock) {
            change.run();
            told = List.copyOf(lines.values());
            placing = new Placing(person, Math.max(1, told.size()));
            for (Line line : told) {
                if (person != null) {
                    line.registered(person, true);
                }
                more.forEach(one -> line.watched(one, true));
                line.await(placing);
            }
            if (told.isEmpty()) {
                unserved.add(placing);
            }
        }
        told.forEach(this::say);
        CompletionStage<?> _ = placing.places().whenComplete((places, failure) -> {
            synchronized (lock) {
                unserved.remove(placing);
            }
        });
        return calls.limit(placing.places());
    }

    @Override
    public void unregister(Uid person) {
        List<Line> told;
        synchronized (lock) {
            people.remove(person);
            told = List.copyOf(lines.values());
            told.forEach(line -> line.registered(person, false));
        }
        told.forEach(this::saySoon);
    }

    @Override
    public void unwatch(Uid person) {
        List<Line> told;
        synchronized (lock) {
            watched.remove(person);
            told = List.copyOf(lines.values());
            told.forEach(line -> line.watched(person, false));
        }
        told.forEach(this::saySoon);
    }

    /// The routers see that nobody listens.
    @Override
    public void close() {
        List<Line> left;
        synchronized (lock) {
            closed = true;
            left = List.copyOf(lines.values());
            opened.dispose();
        }
        left.forEach(line -> leave(line, "the gateway closes"));
        watch.shutdownNow();
        thread.dispose();
        giveAnswers();
        closing.accept(this);
    }
}
