package io.verbatim.gateway.live;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.verbatim.api.live.CarriedBatch;
import io.verbatim.api.live.ChangeInterest;
import io.verbatim.api.live.InterestChanged;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed.Subscription;
import io.verbatim.api.live.Place;
import io.verbatim.api.live.RouterName;
import io.verbatim.api.live.RouterUpdate;
import io.verbatim.api.live.WatchLiveFeed;
import io.verbatim.gateway.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A gateway and routers that say what a test has them say.
class QueryBusFeedTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final QueryBus bus = SimpleQueryBus.builder().build();
    private final List<LiveBatch> taken = new CopyOnWriteArrayList<>();
    private QueryBusFeed feed = feed(LONG);

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void shouldTellARouterEverythingWhenItIsMet() throws Exception {
        Subscription gateway = open();
        CompletableFuture<List<Place>> ana = gateway.register(ANA.uid()).toCompletableFuture();
        assertThat(ana).isNotDone();
        ScriptedRouter router = new ScriptedRouter("one", 7);
        router.beat();

        assertThat(ana.get()).containsExactly(new Place(0, 7));
        gateway.watch(List.of(CARLA.uid())).toCompletableFuture().get();
        gateway.unregister(ANA.uid());
        Eventually.that(() -> router.asked.size() == 3);
        assertThat(router.asked)
                .extracting(ChangeInterest::anew, ChangeInterest::registered, ChangeInterest::watched)
                .containsExactly(
                        tuple(true, List.of(ANA.uid()), List.of()),
                        tuple(false, List.of(), List.of(CARLA.uid())),
                        tuple(false, List.of(), List.of()));
        assertThat(router.asked.getLast().unregistered()).containsExactly(ANA.uid());
    }

    @Test
    void shouldWaitForAllRouters() throws Exception {
        Subscription gateway = open();
        ScriptedRouter one = met("one", 7);
        ScriptedRouter other = met("other", 9);
        other.holding = true;
        CompletableFuture<List<Place>> ana = gateway.register(ANA.uid()).toCompletableFuture();
        assertThat(one.asked).hasSize(2);
        assertThat(ana).isNotDone();
        other.answer();
        assertThat(ana.get()).as("the furthest").containsExactly(new Place(0, 9));
    }

    /// A batch that was made without somebody is taken before it is told from where it is there, though its
    /// router is left meanwhile: else what the batch leaves out would be dropped when another router tells
    /// it.
    @Test
    void shouldAnswerNobodyWhileABatchIsTaken() throws Exception {
        CompletableFuture<LiveBatch> reached = new CompletableFuture<>();
        CompletableFuture<Void> held = new CompletableFuture<>();
        Subscription gateway = feed.open("gateway", batch -> {
            reached.complete(batch);
            held.join();
            taken.add(batch);
        });
        ScriptedRouter ahead = met("ahead", 7);
        ScriptedRouter behind = met("behind", 5);
        ahead.tell(batch(7, 9));
        reached.get();
        ahead.answers = change -> InterestChanged.UNKNOWN;
        CompletableFuture<Integer> takenBefore = gateway.register(ANA.uid())
                .thenApply(places -> {
                    assertThat(places).containsExactly(new Place(0, 5));
                    return taken.size();
                })
                .toCompletableFuture();
        assertThat(ahead.asked).hasSize(2);
        assertThat(behind.asked).hasSize(2);
        assertThat(takenBefore).isNotDone();
        held.complete(null);
        assertThat(takenBefore).succeedsWithin(LONG).isEqualTo(1);
    }

    /// What was said meanwhile is said together, when the last is answered: never two at once.
    @Test
    void shouldSayOneThingAfterTheOther() throws Exception {
        Subscription gateway = open();
        ScriptedRouter router = met("one", 7);
        router.holding = true;
        gateway.register(ANA.uid());
        CompletableFuture<List<Place>> bob = gateway.register(BOB.uid()).toCompletableFuture();
        gateway.unregister(ANA.uid());
        gateway.register(ANA.uid());
        assertThat(router.asked).hasSize(2);
        router.answer();
        bob.get();
        assertThat(router.asked.getLast().registered()).containsExactlyInAnyOrder(ANA.uid(), BOB.uid());
        assertThat(router.asked.getLast().unregistered()).isEmpty();
    }

    @Test
    void shouldFailForWhomARouterKnowsNothing() {
        Subscription gateway = open();
        ScriptedRouter router = met("one", 7);
        router.answers = change -> new InterestChanged(true, List.of(new Place(0, 7)), List.of(BOB.uid()));
        assertThat(gateway.register(BOB.uid())).failsWithin(LONG);
        assertThat(gateway.register(ANA.uid())).succeedsWithin(LONG);
        assertThat(router.asked)
                .as("it is believed all the same")
                .filteredOn(ChangeInterest::anew)
                .hasSize(1);
    }

    @Test
    void shouldBelieveNothingThatRestsOnAFormerInterest() {
        Subscription gateway = open();
        ScriptedRouter router = met("one", 7);
        router.tell(batch(7, 8));
        Eventually.that(() -> taken.size() == 1);
        long former = router.asked.getLast().generation();
        router.answers = change -> InterestChanged.UNKNOWN;
        assertThat(gateway.register(ANA.uid())).failsWithin(LONG);
        router.answers = router::place;
        router.beat();
        Eventually.that(() -> router.asked.getLast().generation() > former);
        assertThat(router.asked.getLast().registered()).containsExactly(ANA.uid());
        router.tell(former, batch(8, 9));
        router.tell(batch(9, 10));
        Eventually.that(() -> taken.size() == 2);
        assertThat(taken).extracting(LiveBatch::to).containsExactly(8L, 10L);
    }

    @Test
    void shouldRegisterAnewWhenAPartitionIsSilent() {
        feed = feed(Duration.ofMillis(100));
        Subscription gateway = open();
        ScriptedRouter router = met("one", 7);
        assertThat(gateway.register(ANA.uid())).succeedsWithin(LONG);
        Eventually.that(() -> {
            router.beat(); // it is there, but of its partition it says nothing
            return router.asked.stream().filter(ChangeInterest::anew).count() >= 2;
        });
        assertThat(router.asked.getLast().registered()).containsExactly(ANA.uid());
    }

    @Test
    void shouldStayWithARouterThatGoesOn() {
        feed = feed(Duration.ofMillis(400));
        open();
        ScriptedRouter router = met("one", 7);
        long position = 7;
        for (long since = System.nanoTime();
                System.nanoTime() - since < Duration.ofSeconds(1).toNanos(); ) {
            router.tell(batch(position, ++position));
            long told = position;
            Eventually.that(() -> !taken.isEmpty() && taken.getLast().to() == told);
        }
        assertThat(router.asked).hasSize(1);
    }

    private Subscription open() {
        return feed.open("gateway", taken::add);
    }

    private QueryBusFeed feed(Duration silence) {
        return new QueryBusFeed(bus, new QueryBusFeedProperties(silence, LONG));
    }

    private ScriptedRouter met(String name, long position) {
        ScriptedRouter router = new ScriptedRouter(name, position);
        router.beat();
        Eventually.that(() -> router.asked.size() == 1);
        return router;
    }

    private static CarriedBatch batch(long from, long to) {
        return new CarriedBatch(0, from, to, List.of());
    }

    private final class ScriptedRouter {
        private final List<ChangeInterest> asked = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<InterestChanged>> held = new ArrayList<>();
        private final List<ChangeInterest> heldFor = new ArrayList<>();
        private final RouterName name;
        private final long position;
        private volatile Function<ChangeInterest, InterestChanged> answers = this::place;
        private volatile boolean holding;

        ScriptedRouter(String name, long position) {
            this.name = new RouterName(name);
            this.position = position;
            Registration unused = bus.subscribe(
                    this.name.queryName(ChangeInterest.class),
                    InterestChanged.class,
                    (QueryMessage<?, InterestChanged> message) -> change((ChangeInterest) message.getPayload()));
        }

        private InterestChanged place(ChangeInterest change) {
            return new InterestChanged(true, List.of(new Place(0, position)), List.of());
        }

        private CompletableFuture<InterestChanged> change(ChangeInterest change) {
            CompletableFuture<InterestChanged> answer = new CompletableFuture<>();
            if (holding) {
                held.add(answer);
                heldFor.add(change);
            } else {
                answer.complete(answers.apply(change));
            }
            asked.add(change);
            return answer;
        }

        void answer() {
            holding = false;
            for (int i = 0; i < held.size(); i++) {
                held.get(i).complete(answers.apply(heldFor.get(i)));
            }
        }

        void beat() {
            emit(RouterUpdate.beat(name));
        }

        void tell(CarriedBatch batch) {
            tell(asked.getLast().generation(), batch);
        }

        void tell(long generation, CarriedBatch batch) {
            emit(new RouterUpdate(name, generation, batch, null));
        }

        private void emit(RouterUpdate update) {
            bus.queryUpdateEmitter().emit(WatchLiveFeed.class, everybody -> true, update);
        }
    }
}
