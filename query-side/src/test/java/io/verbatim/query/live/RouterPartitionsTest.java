package io.verbatim.query.live;

import static io.verbatim.query.support.Eventually.await;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.live.LiveBatch;
import io.verbatim.api.live.LiveFeed;
import io.verbatim.api.live.LiveItem;
import io.verbatim.api.live.TypingSignal;
import io.verbatim.query.live.ListeningGateway.Break;
import io.verbatim.query.live.UnreliableLiveFeed.Fate;
import io.verbatim.query.support.RandomHistory;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several partitions, and what becomes of one that gets another owner.
class RouterPartitionsTest {

    private static final LiveProperties FOUR = new LiveProperties(4, Duration.ofMillis(5));

    private final TestLog log = new TestLog();
    private final HeldMemberships memberships = new HeldMemberships();
    private final LiveRouter router = new LiveRouter(log, FOUR, memberships);
    private final PartitionHash hash = new PartitionHash(FOUR.partitions());
    private final History history = Histories.talked();

    @BeforeEach
    void start() {
        log.append(history.events());
        router.start();
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void shouldTellEveryPartitionsPlaceAndInterval() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(ANA.uid());
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        List<LiveBatch> told = gateway.batches().stream()
                .filter(batch -> batch.to() == 10 && batch.from() == 9)
                .toList();
        assertThat(told).extracting(LiveBatch::partition).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(told.getLast().items())
                .as("where something has happened, last")
                .hasSize(1);
        assertThat(told.getLast().partition()).isEqualTo(hash.of(Histories.ANA_AND_BOB));
        assertThat(gateway.place()).isEqualTo(10);
    }

    @Test
    void shouldPassTypingOnce() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(BOB.uid());
        router.pass(new TypingSignal(Histories.ANA_AND_BOB, ANA.uid(), true, List.of(BOB.uid())));
        assertThat(gateway.signals()).hasSize(1);
    }

    @Test
    void shouldShowWhatAFormerOwnerHasNotTold() {
        int partition = hash.of(Histories.ANA_AND_BOB);
        AtomicBoolean dies = new AtomicBoolean();
        LiveFeed dying = new UnreliableLiveFeed(router, batch -> {
            if (!batch.items().isEmpty() && dies.getAndSet(false)) {
                router.replace(partition);
            }
            return Fate.GIVEN;
        });
        ListeningGateway anas = new ListeningGateway(dying, "gateway-1");
        ListeningGateway bobs = new ListeningGateway(router, "gateway-2");
        anas.register(ANA.uid());
        bobs.register(BOB.uid());
        dies.set(true);
        RecordedEvent lost = publish(history.sent(ANA.uid(), BOB.uid(), "told to the one, not to the other"));
        RecordedEvent next = publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        assertThat(anas.events()).containsExactly(lost, next);
        assertThat(anas.breaks()).isEmpty();
        assertThat(bobs.events()).containsExactly(next);
        assertThat(bobs.breaks()).containsExactly(new Break(partition, 9, 10));
    }

    @Test
    void shouldSendNothingBeforeItKnowsAllAgain() {
        ConversationId group = ConversationId.group();
        publish(history.created(group, ANA.uid(), "Friends", BOB.uid(), CARLA.uid()));
        memberships.groups.add(group);
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(ANA.uid());
        gateway.register(BOB.uid());
        memberships.hold();
        router.replace(hash.of(group));
        RecordedEvent unseen = publish(history.sent(group, CARLA.uid(), "Hi"));
        assertThat(gateway.knowsOf(unseen, hash.of(group))).isFalse();
        memberships.fail(); // it asks again at the next beat
        await("it asks again", memberships::isAsked);
        memberships.answer();
        await("the gap shows", () -> !gateway.breaks().isEmpty());
        assertThat(gateway.breaks())
                .containsExactly(new Break(hash.of(group), unseen.position() - 1, unseen.position()));
        publish(history.sent(group, CARLA.uid(), "Hi again"));
        LiveItem told = gateway.items().getLast();
        assertThat(told.event()).isEqualTo(history.last());
        assertThat(told.audience()).containsExactlyInAnyOrder(ANA.uid(), BOB.uid());
    }

    /// Owners die in the middle of batches, and gateways register while they do: whatever concerns somebody
    /// was told, or shows as missing.
    @Test
    void shouldLoseNothingUnseenWhileOwnersChange() {
        List<RecordedEvent> events = RandomHistory.of(5, 20, 4_000);
        Random random = new Random(7);
        TestLog busy = new TestLog();
        try (LiveRouter routing = new LiveRouter(busy, FOUR, Memberships.NONE)) {
            routing.start();
            LiveFeed dying = new UnreliableLiveFeed(routing, batch -> {
                if (random.nextInt(40) == 0) {
                    routing.replace(random.nextInt(4));
                }
                return Fate.GIVEN;
            });
            ListeningGateway one = new ListeningGateway(dying, "gateway-1");
            ListeningGateway two = new ListeningGateway(dying, "gateway-2");
            long[] places = new long[21];
            for (int from = 0; from < events.size(); from += 4) {
                int person = 1 + from * 20 / events.size();
                if (places[person] == 0) {
                    places[person] = (person % 2 == 0 ? one : two).register(People.uid(person));
                }
                busy.append(events.subList(from, Math.min(events.size(), from + 4)));
            }
            await("all is told", () -> one.place() == events.size() && two.place() == events.size());
            for (int person = 1; person <= 20; person++) {
                Uid uid = People.uid(person);
                ListeningGateway gateway = person % 2 == 0 ? one : two;
                long place = places[person];
                assertThat(events.stream()
                                .filter(event -> event.position() > place)
                                .filter(event -> Audience.of(event).contains(uid)))
                        .isNotEmpty()
                        .allMatch(event -> gateway.knowsOf(event, hash.of(event)));
                assertThat(gateway.events()).doesNotHaveDuplicates();
            }
            assertThat(one.breaks()).isNotEmpty();
        }
    }

    private RecordedEvent publish(History told) {
        log.append(told.last());
        return told.last();
    }

    /// Everybody is in the same groups; who asks waits for the answer if the test wants it.
    private static final class HeldMemberships implements Memberships {

        private final List<ConversationId> groups = new ArrayList<>();
        private final Queue<CompletableFuture<Collection<ConversationId>>> asked = new ArrayDeque<>();
        private boolean holding;

        synchronized void hold() {
            holding = true;
        }

        synchronized boolean isAsked() {
            return !asked.isEmpty();
        }

        synchronized void fail() {
            List.copyOf(asked).forEach(one -> one.completeExceptionally(new IllegalStateException("views: behind")));
            asked.removeIf(CompletableFuture::isDone);
        }

        synchronized void answer() {
            holding = false;
            asked.forEach(one -> one.complete(groups));
        }

        @Override
        public synchronized CompletionStage<Collection<ConversationId>> of(Uid person, long position) {
            CompletableFuture<Collection<ConversationId>> answer = new CompletableFuture<>();
            if (holding) {
                asked.add(answer);
            } else {
                answer.complete(groups);
            }
            return answer;
        }
    }
}
