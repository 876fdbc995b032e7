package io.verbatim.query.projection;

import static io.verbatim.query.support.Eventually.await;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.ViewsHealth.State;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RandomHistory;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.query.support.Vaults;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectionRunnerTest {

    private final TestLog log = new TestLog();
    private final MemoryDocuments documents = new MemoryDocuments();

    @Test
    void shouldFoldWhatComesWhileItRuns() {
        try (RunningViews views = RunningViews.start(log, documents)) {
            History history = new History().registered(ANA.uid(), "Ana");
            log.append(history.events());
            assertThat(profiles(views.settled())).hasSize(1);
            log.append(history.registered(BOB.uid(), "Bob").last());
            assertThat(profiles(views.settled())).hasSize(2);
            await("live", () -> views.runner().state() == State.LIVE);
            assertThat(views.runner().position()).isEqualTo(2);
            assertThat(views.runner().lag()).isZero();
            assertThat(views.runner().fault()).isNull();
        }
    }

    @Test
    void shouldGoOnFromItsToken() {
        log.append(Histories.talked().events());
        List<StoredDocument> stored;
        try (RunningViews views = RunningViews.start(log, documents)) {
            stored = views.settled().stored();
        }
        try (RunningViews views = RunningViews.start(log, documents)) {
            assertThat(views.settled().stored()).isEqualTo(stored);
            assertThat(views.meters().get("verbatim.views.batch").summary().count())
                    .isZero();
        }
    }

    @Test
    void shouldFoldTheSameInManyThreads() {
        List<RecordedEvent> events = RandomHistory.of(11, 40, 12_000);
        TestLog behind = new TestLog();
        behind.append(events);
        MemoryDocuments inPortions = new MemoryDocuments();
        try (RunningViews views = RunningViews.start(log, inPortions);
                RunningViews catchingUp = RunningViews.start(behind, documents)) {
            for (int from = 0; from < events.size(); from += 400) {
                log.append(events.subList(from, Math.min(events.size(), from + 400)));
                views.settled();
            }
            assertThat(catchingUp.settled().stored()).isEqualTo(views.stored());
        }
    }

    @Test
    void shouldFoldViewsOfAnotherHistoryAnew() {
        log.append(new History()
                .registered(ANA.uid(), "Ana")
                .registered(BOB.uid(), "Bob")
                .events());
        RunningViews.start(log, documents).settled().close();
        TestLog restored = new TestLog();
        restored.append(new History().registered(CARLA.uid(), "Carla").events());
        LogEpoch epoch = new LogEpoch(8, true);
        try (RunningViews views = RunningViews.start(restored, documents, Vaults.projections(), epoch)) {
            assertThat(profiles(views.settled())).extracting(ProfileView::uid).containsExactly(CARLA.uid());
        }
    }

    @Test
    void shouldFoldViewsBeyondTheLogAnew() {
        log.append(new History()
                .registered(ANA.uid(), "Ana")
                .registered(BOB.uid(), "Bob")
                .events());
        RunningViews.start(log, documents).settled().close();
        TestLog shorter = new TestLog();
        shorter.append(new History().registered(BOB.uid(), "Bob").events());
        try (RunningViews views = RunningViews.start(shorter, documents)) {
            assertThat(profiles(views.settled())).extracting(ProfileView::uid).containsExactly(BOB.uid());
        }
    }

    @Test
    void shouldRefuseADocumentOutsideOfTheEventsPartition() {
        log.append(Histories.talked().events());
        Projection<String> stray = new Stray("zz/" + ANA.uid(), null);
        try (RunningViews views = RunningViews.start(log, documents, List.of(stray), RunningViews.EPOCH)) {
            await("stopped", () -> views.runner().state() == State.STOPPED);
            assertThat(views.runner().fault())
                    .contains("Stray cannot fold AccountRegistered at position 2")
                    .contains("document: zz/" + ANA.uid() + " (expected: one of partition " + BOB.uid() + ")");
            assertThat(views.runner().position()).isZero();
            assertThat(views.stored()).isEmpty();
        }
    }

    @Test
    void shouldStopAtAFaultAndSkipNothing() {
        History history = new History().registered(ANA.uid(), "Ana");
        try (RunningViews views = RunningViews.start(
                log, documents, List.of(new Stray(null, new IllegalStateException("a bug"))), RunningViews.EPOCH)) {
            log.append(history.events());
            await("stopped", () -> views.runner().state() == State.STOPPED);
            log.append(history.registered(BOB.uid(), "Bob").last());
            assertThat(views.runner().fault()).contains("a bug").contains("at position 1");
            assertThat(views.runner().position()).isZero();
            assertThat(views.runner().lag()).isEqualTo(2);
            assertThat(views.meters().get("verbatim.views.faults").counter().count())
                    .isEqualTo(1);
            assertThat(views.refusal(new FindProfiles(List.of(ANA.uid()), AtLeast.position(1)), Profiles.class)
                            .code())
                    .isEqualTo(RefusalCode.BEHIND);
        }
    }

    @Test
    void shouldStopAtAnEventThatIsNotOurs() {
        log.append(new History()
                .registered(ANA.uid(), "Ana")
                .add("account:x", ANA.uid(), new Event() {})
                .events());
        try (RunningViews views = RunningViews.start(log, documents)) {
            await("stopped", () -> views.runner().state() == State.STOPPED);
            assertThat(views.runner().position()).isZero();
        }
    }

    @Test
    void shouldWaitOutAFaultOfTheStore() {
        List<RecordedEvent> events = RandomHistory.of(5, 4, 300);
        documents.failNextWrites(3);
        log.append(events);
        try (RunningViews views = RunningViews.start(log, documents);
                RunningViews untroubled = RunningViews.of(events)) {
            assertThat(views.settled().stored()).isEqualTo(untroubled.settled().stored());
            assertThat(views.meters().get("verbatim.views.faults").counter().count())
                    .isEqualTo(3);
            await("live", () -> views.runner().state() == State.LIVE);
        }
    }

    @Test
    void shouldWaitOutAFaultOfTheLog() {
        log.failNext(4);
        log.append(Histories.talked().events());
        try (RunningViews views = RunningViews.start(log, documents)) {
            await("live", () -> views.settled().runner().state() == State.LIVE);
        }
    }

    @Test
    void shouldLetReadsWaitWhileTheStoreIsInTrouble() {
        History history = new History().registered(ANA.uid(), "Ana");
        log.append(history.events());
        try (RunningViews views = RunningViews.start(log, documents)) {
            assertThat(profiles(views.settled())).hasSize(1);
            documents.failNextWrites(4);
            log.append(history.registered(BOB.uid(), "Bob").last());
            await("retrying", () -> views.runner().state() == State.RETRYING);
            assertThat(views.progress().reached(1)).isNotDone();
            assertThat(profiles(views)).isNotEmpty();
            assertThat(profiles(views.settled())).hasSize(2);
        }
    }

    @Test
    void shouldEndWithAClose() {
        log.append(Histories.talked().events());
        RunningViews views = RunningViews.start(log, documents).settled();
        views.close();
        assertThat(views.runner().state()).isEqualTo(State.CLOSED);
    }

    private static List<ProfileView> profiles(RunningViews views) {
        return views.ask(new FindProfiles(List.of(ANA.uid(), BOB.uid(), CARLA.uid()), AtLeast.ANYTHING), Profiles.class)
                .profiles();
    }

    /// A projection that does what it must not do: names another's document, or fails.
    private static final class Stray implements Projection<String> {

        private final @Nullable String key;
        private final @Nullable RuntimeException fault;

        Stray(@Nullable String key, @Nullable RuntimeException fault) {
            this.key = key;
            this.fault = fault;
        }

        @Override
        public DocumentKind<String> kind() {
            return DocumentKind.of("zz", String.class);
        }

        @Override
        public Set<Class<? extends Event>> ignored() {
            return Set.of();
        }

        @Override
        public List<String> keys(RecordedEvent event) {
            return List.of(key == null ? "zz/" + FoldPartition.of(event) : key);
        }

        @Override
        public String fold(String itsKey, @Nullable String before, RecordedEvent event) {
            if (fault != null) {
                throw fault;
            }
            return "folded";
        }
    }
}
