package io.verbatim.query.live;

import static io.verbatim.query.support.Eventually.await;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.live.LiveBatch;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRouterTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final TestLog log = new TestLog();
    private final LiveRouter router = new LiveRouter(log, new LiveProperties(1, NEVER), Memberships.NONE);
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
    void shouldTellBothGatewaysWhatConcernsTheirPeople() {
        ListeningGateway anas = new ListeningGateway(router, "gateway-1");
        ListeningGateway bobs = new ListeningGateway(router, "gateway-2");
        assertThat(anas.register(ANA.uid())).isEqualTo(9);
        assertThat(bobs.register(BOB.uid())).isEqualTo(9);
        RecordedEvent message = publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        RecordedEvent receipt = publish(history.read(BOB.uid(), ANA.uid(), 4));
        RecordedEvent signedIn = publish(history.signedIn(BOB.uid(), "phone"));
        assertThat(anas.items())
                .containsExactly(new LiveItem(message, List.of(ANA.uid())), new LiveItem(receipt, List.of(ANA.uid())));
        assertThat(bobs.items())
                .containsExactly(
                        new LiveItem(message, List.of(BOB.uid())),
                        new LiveItem(receipt, List.of(BOB.uid())),
                        new LiveItem(signedIn, List.of(BOB.uid())));
        assertThat(anas.events().getFirst()).as("the event object itself").isSameAs(message);
    }

    @Test
    void shouldNameBothWhenTheyAreOnOneGateway() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(ANA.uid());
        gateway.register(BOB.uid());
        RecordedEvent message = publish(history.sent(BOB.uid(), ANA.uid(), "Hi"));
        assertThat(gateway.items()).containsExactly(new LiveItem(message, List.of(ANA.uid(), BOB.uid())));
    }

    @Test
    void shouldTellAnOpeningOnlyToWhoOpens() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(ANA.uid());
        gateway.register(CARLA.uid());
        RecordedEvent opened = publish(history.opened(CARLA.uid(), ANA.uid()));
        assertThat(gateway.items()).containsExactly(new LiveItem(opened, List.of(CARLA.uid())));
        RecordedEvent message = publish(history.sent(CARLA.uid(), ANA.uid(), "Hi"));
        assertThat(gateway.items().getLast()).isEqualTo(new LiveItem(message, List.of(ANA.uid(), CARLA.uid())));
    }

    @Test
    void shouldTellWhoHasLeftOfWhatIsItsOwnAlone() {
        ConversationId group = ConversationId.group();
        ListeningGateway anas = new ListeningGateway(router, "gateway-1");
        ListeningGateway bobs = new ListeningGateway(router, "gateway-2");
        anas.register(ANA.uid());
        bobs.register(BOB.uid());
        publish(history.created(group, ANA.uid(), "Friends", BOB.uid()));
        publish(history.sent(group, ANA.uid(), "Hello"));
        RecordedEvent left = publish(history.removed(group, BOB.uid(), BOB.uid()));
        RecordedEvent read = publish(history.read(group, BOB.uid(), 1));
        RecordedEvent hidden =
                publish(history.did(group, BOB.uid(), member -> new MessageHidden(1, member, BOB.uid())));
        RecordedEvent cleared =
                publish(history.did(group, BOB.uid(), member -> new ConversationCleared(member, BOB.uid(), 1)));
        publish(history.sent(group, ANA.uid(), "He has gone"));
        assertThat(bobs.events()).endsWith(left, read, hidden, cleared);
        assertThat(anas.items()).contains(new LiveItem(read, List.of(ANA.uid())));
        assertThat(anas.events()).contains(read).doesNotContain(hidden, cleared);
    }

    @Test
    void shouldTellNothingToWhomNothingConcerns() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(CARLA.uid());
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        assertThat(gateway.batches()).containsExactly(new LiveBatch(0, 9, 10, List.of()));
    }

    @Test
    void shouldSendNoBatchWithoutInterest() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        assertThat(gateway.batches()).isEmpty();
        assertThat(gateway.register(ANA.uid())).isEqualTo(10);
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi again"));
        assertThat(gateway.batches()).extracting(LiveBatch::from, LiveBatch::to).containsExactly(tuple(9L, 11L));
        assertThat(gateway.events()).hasSize(1);
    }

    @Test
    void shouldEndAnInterest() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(ANA.uid());
        gateway.register(ANA.uid());
        gateway.register(CARLA.uid());
        gateway.unregister(ANA.uid());
        gateway.unregister(ANA.uid());
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        assertThat(gateway.items()).isEmpty();
        assertThat(gateway.place()).isEqualTo(10);
    }

    @Test
    void shouldPassTypingToTheGatewaysOfItsAudience() {
        ListeningGateway anas = new ListeningGateway(router, "gateway-1");
        ListeningGateway bobs = new ListeningGateway(router, "gateway-2");
        anas.register(ANA.uid());
        bobs.register(BOB.uid());
        bobs.register(CARLA.uid());
        TypingSignal signal =
                new TypingSignal(Histories.ANA_AND_BOB, ANA.uid(), true, List.of(BOB.uid(), People.DAVID.uid()));
        router.pass(signal);
        assertThat(bobs.signals()).containsExactly(signal.to(List.of(BOB.uid())));
        assertThat(anas.signals()).isEmpty();
        assertThat(bobs.batches()).as("nothing of it is in the log").isEmpty();
        bobs.unregister(BOB.uid());
        router.pass(signal);
        assertThat(bobs.signals()).hasSize(1);
    }

    @Test
    void shouldPassTypingInAGroupOnlyToWhoIsStillInIt() {
        ConversationId group = ConversationId.group();
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(BOB.uid());
        gateway.register(CARLA.uid());
        TypingSignal behind = new TypingSignal(group, ANA.uid(), true, List.of(BOB.uid(), CARLA.uid()));
        router.pass(behind);
        assertThat(gateway.signals()).as("there is no such group yet").isEmpty();
        publish(history.created(group, ANA.uid(), "Friends", BOB.uid(), CARLA.uid()));
        publish(history.removed(group, ANA.uid(), CARLA.uid()));
        router.pass(behind);
        assertThat(gateway.signals()).containsExactly(behind.to(List.of(BOB.uid())));
    }

    @Test
    void shouldTellPresenceToTheGatewaysThatWatch() {
        ListeningGateway bobs = new ListeningGateway(router, "gateway-1");
        ListeningGateway carlas = new ListeningGateway(router, "gateway-2");
        bobs.register(BOB.uid());
        carlas.watch(BOB.uid(), ANA.uid());
        RecordedEvent online = publish(history.cameOnline(BOB.uid(), "phone", "gateway-1"));
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        RecordedEvent signedIn = publish(history.signedIn(ANA.uid(), "phone"));
        assertThat(carlas.items())
                .containsExactly(new LiveItem(online, List.of(BOB.uid())), new LiveItem(signedIn, List.of(ANA.uid())));
        assertThat(bobs.events()).as("own presence is told to nobody").hasSize(1);
        carlas.unwatch(BOB.uid());
        publish(history.wentOffline(BOB.uid(), "phone", "gateway-1"));
        assertThat(carlas.items()).hasSize(2);
    }

    @Test
    void shouldNameWhomItWatchesAndHasOnce() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(ANA.uid());
        gateway.watch(ANA.uid());
        RecordedEvent signedIn = publish(history.signedIn(ANA.uid(), "phone"));
        assertThat(gateway.items()).containsExactly(new LiveItem(signedIn, List.of(ANA.uid())));
        gateway.close();
        publish(history.signedIn(ANA.uid(), "laptop"));
        assertThat(gateway.items()).hasSize(1);
    }

    @Test
    void shouldSendNothingToAClosedGateway() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        ListeningGateway other = new ListeningGateway(router, "other");
        gateway.register(ANA.uid());
        other.register(ANA.uid());
        gateway.close();
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        assertThat(gateway.batches()).isEmpty();
        assertThat(other.items()).hasSize(1);
    }

    @Test
    void shouldGoOnWhenAReceiverFails() {
        router.open("failing", batch -> {
                    throw new IllegalStateException("a bug");
                })
                .register(ANA.uid());
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(ANA.uid());
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
        publish(history.sent(ANA.uid(), BOB.uid(), "Hi again"));
        assertThat(gateway.items()).hasSize(2);
        assertThat(gateway.breaks()).isEmpty();
    }

    @Test
    void shouldSendOneBatchForWhatWasSyncedTogether() {
        ListeningGateway gateway = new ListeningGateway(router, "gateway");
        gateway.register(BOB.uid());
        List<RecordedEvent> more = List.of(
                history.sent(ANA.uid(), BOB.uid(), "One").last(),
                history.signedIn(CARLA.uid(), "phone").last(),
                history.sent(ANA.uid(), BOB.uid(), "Two").last());
        log.append(more);
        assertThat(gateway.batches()).singleElement().satisfies(batch -> {
            assertThat(batch.from()).isEqualTo(9);
            assertThat(batch.to()).isEqualTo(12);
            assertThat(batch.items()).extracting(LiveItem::event).containsExactly(more.getFirst(), more.getLast());
        });
    }

    @Test
    void shouldBeatWhenItIsIdle() {
        try (LiveRouter beating = new LiveRouter(log, new LiveProperties(1, Duration.ofMillis(20)), Memberships.NONE)) {
            beating.start();
            ListeningGateway gateway = new ListeningGateway(beating, "gateway");
            await("three beats", () -> gateway.batches().size() >= 3);
            assertThat(gateway.batches()).containsOnly(new LiveBatch(0, 9, 9, List.of()));
            publish(history.sent(ANA.uid(), BOB.uid(), "Hi"));
            await("a beat that tells of it", () -> gateway.place() == 10);
            gateway.register(ANA.uid());
            publish(history.sent(ANA.uid(), BOB.uid(), "Hi again"));
            await("more beats", () -> gateway.batches().getLast().from() == 11);
            assertThat(gateway.breaks()).isEmpty();
            assertThat(gateway.events()).hasSize(1);
        }
    }

    @Test
    void shouldShowALostBatchAsABreak() {
        AtomicInteger number = new AtomicInteger();
        ListeningGateway gateway = new ListeningGateway(
                new UnreliableLiveFeed(router, batch -> number.incrementAndGet() == 2 ? Fate.LOST : Fate.GIVEN),
                "gateway");
        gateway.register(ANA.uid());
        publish(history.sent(ANA.uid(), BOB.uid(), "One"));
        publish(history.sent(ANA.uid(), BOB.uid(), "lost"));
        publish(history.sent(ANA.uid(), BOB.uid(), "Three"));
        assertThat(gateway.breaks()).containsExactly(new Break(0, 10, 11));
        assertThat(gateway.events()).extracting(RecordedEvent::position).containsExactly(10L, 12L);
    }

    @Test
    void shouldShowARepeatedBatchAsSuch() {
        ListeningGateway gateway =
                new ListeningGateway(new UnreliableLiveFeed(router, batch -> Fate.REPEATED), "gateway");
        gateway.register(ANA.uid());
        publish(history.sent(ANA.uid(), BOB.uid(), "One"));
        publish(history.sent(ANA.uid(), BOB.uid(), "Two"));
        assertThat(gateway.batches()).hasSize(4);
        assertThat(gateway.events()).extracting(RecordedEvent::position).containsExactly(10L, 11L);
        assertThat(gateway.breaks()).isEmpty();
    }

    /// People come while events are published: from the place on, each sees everything, and nothing twice.
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void shouldLoseNoEventWhilePeopleRegister(int partitions) throws InterruptedException {
        int people = 60;
        List<RecordedEvent> events = RandomHistory.of(3, people, 30_000);
        TestLog busy = new TestLog();
        List<Set<Uid>> audiences = audiences(events);
        // the views answer later than they are asked, and say what was true in between
        Memberships views = (person, position) ->
                CompletableFuture.supplyAsync(() -> groups(events, person, Math.max(position, busy.position() - 1)));
        try (LiveRouter routing = new LiveRouter(busy, new LiveProperties(partitions, Duration.ofMillis(1)), views)) {
            routing.start();
            ListeningGateway one = new ListeningGateway(routing, "gateway-1");
            ListeningGateway two = new ListeningGateway(routing, "gateway-2");
            Thread publisher = Thread.ofPlatform().start(() -> {
                for (int from = 0; from < events.size(); from += 5) {
                    busy.append(events.subList(from, Math.min(events.size(), from + 5)));
                }
            });
            Map<Uid, Long> places = new HashMap<>();
            for (int person = 1; person <= people; person++) {
                Uid uid = People.uid(person);
                places.put(uid, (person % 2 == 0 ? one : two).register(uid));
                Thread.sleep(1);
            }
            publisher.join();
            await("all is told", () -> one.place() == events.size() && two.place() == events.size());
            assertThat(one.breaks()).isEmpty();
            assertThat(two.breaks()).isEmpty();
            List<LiveItem> told = new ArrayList<>(one.items());
            told.addAll(two.items());
            places.forEach((person, place) -> assertThat(told.stream()
                            .filter(item -> item.audience().contains(person))
                            .map(LiveItem::event)
                            .filter(event -> event.position() > place))
                    .as("told to %s from %d on", person, place)
                    .containsExactlyInAnyOrderElementsOf(events.stream()
                            .filter(event -> event.position() > place)
                            .filter(event ->
                                    audiences.get((int) event.position() - 1).contains(person))
                            .toList()));
            assertThat(places.values()).anyMatch(place -> place > 0 && place < events.size());
        }
    }

    private RecordedEvent publish(History told) {
        log.append(told.last());
        return told.last();
    }

    /// Whom each event concerns.
    private static List<Set<Uid>> audiences(List<RecordedEvent> events) {
        List<Set<Uid>> audiences = new ArrayList<>();
        Map<ConversationId, Set<Uid>> members = new HashMap<>();
        for (RecordedEvent event : events) {
            ConversationId group = Audience.group(event);
            Set<Uid> audience = new HashSet<>(Audience.of(event));
            if (group != null) {
                Set<Uid> present = members.computeIfAbsent(group, first -> new HashSet<>());
                happened(event, present, false);
                audience.addAll(present);
                happened(event, present, true);
            }
            audiences.add(audience);
        }
        return audiences;
    }

    private static List<ConversationId> groups(List<RecordedEvent> events, Uid person, long position) {
        Map<ConversationId, Set<Uid>> members = new HashMap<>();
        for (RecordedEvent event : events.subList(0, (int) position)) {
            ConversationId group = Audience.group(event);
            if (group != null) {
                Set<Uid> present = members.computeIfAbsent(group, first -> new HashSet<>());
                happened(event, present, false);
                happened(event, present, true);
            }
        }
        return members.keySet().stream()
                .filter(group -> members.get(group).contains(person))
                .toList();
    }

    private static void happened(RecordedEvent event, Set<Uid> present, boolean leaving) {
        switch (event.event()) {
            case GroupCreated created when !leaving -> present.addAll(created.members());
            case MembersAdded added when !leaving -> present.addAll(added.people());
            case MemberLeft left when leaving -> present.remove(left.person());
            default -> {
                // nobody comes or goes
            }
        }
    }
}
