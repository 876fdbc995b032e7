package io.verbatim.query.answers;

import static io.verbatim.query.support.Eventually.await;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewAnswersTest {

    private final TestLog log = new TestLog();
    private final MemoryDocuments documents = new MemoryDocuments();
    private final RunningViews views = RunningViews.start(log, documents);

    @AfterEach
    void close() {
        views.close();
    }

    @Test
    void shouldWaitForAPosition() {
        History history = new History().registered(ANA.uid(), "Ana");
        CompletableFuture<Profiles> answer =
                views.futureOf(new FindProfiles(List.of(ANA.uid(), BOB.uid()), AtLeast.position(2)), Profiles.class);
        log.append(history.events());
        assertThat(views.settled().runner().position()).isEqualTo(1);
        assertThat(answer).isNotDone();
        log.append(history.registered(BOB.uid(), "Bob").last());
        assertThat(answer.join().profiles()).hasSize(2);
    }

    @Test
    void shouldWaitForAVersion() {
        History history = Histories.opened();
        log.append(history.events());
        views.settled();
        CompletableFuture<ConversationView> answer = views.futureOf(
                new FindConversation(ANA.uid(), ANA_AND_BOB, AtLeast.version(ANA_AND_BOB, 3)), ConversationView.class);
        log.append(history.sent(ANA.uid(), BOB.uid(), "One").last());
        log.append(history.signedIn(ANA.uid(), "phone").last());
        views.settled();
        assertThat(answer).isNotDone();
        log.append(history.sent(ANA.uid(), BOB.uid(), "Two").last());
        assertThat(answer.join().version()).isEqualTo(3);
        assertThat(answer.join().lastSeq()).isEqualTo(2);
    }

    @Test
    void shouldNotWaitForAVersionThatIsThere() {
        log.append(Histories.talked().events());
        views.settled();
        ConversationView seen = views.ask(
                new FindConversation(ANA.uid(), ANA_AND_BOB, AtLeast.version(ANA_AND_BOB, 2)), ConversationView.class);
        assertThat(seen.version()).isEqualTo(7);
    }

    @Test
    void shouldRefuseWhatNeverComes() {
        log.append(Histories.talked().events());
        FindConversation byVersion = new FindConversation(ANA.uid(), ANA_AND_BOB, AtLeast.version(ANA_AND_BOB, 99));
        FindConversation byPosition = new FindConversation(ANA.uid(), ANA_AND_BOB, AtLeast.position(99));
        assertThat(views.refusal(byVersion, ConversationView.class).code()).isEqualTo(RefusalCode.BEHIND);
        assertThat(views.refusal(byPosition, ConversationView.class).code()).isEqualTo(RefusalCode.BEHIND);
        await("nobody waits any more", () -> views.waiting() == 0);
    }

    /// How long it takes tells nobody whether others talk, or who has begun to.
    @Test
    void shouldWaitForOthersConversationsAsForOnesThatDoNotExist() {
        log.append(Histories.talked().opened(ANA.uid(), CARLA.uid()).events());
        views.settled();
        ConversationId none = ConversationId.direct(BOB.uid(), CARLA.uid());
        ConversationId opened = ConversationId.direct(ANA.uid(), CARLA.uid());
        List<Refusal> behind = Stream.of(none, ANA_AND_BOB, opened)
                .map(id -> refusedTo(CARLA.uid(), id, AtLeast.version(id, 1)))
                .toList();
        assertThat(behind).hasSize(3).containsOnly(behind.getFirst());
        assertThat(behind.getFirst().code()).isEqualTo(RefusalCode.BEHIND);
        List<Refusal> notFound = Stream.of(none, ANA_AND_BOB, opened)
                .map(id -> refusedTo(CARLA.uid(), id, AtLeast.ANYTHING))
                .toList();
        assertThat(notFound).hasSize(3).containsOnly(notFound.getFirst());
        assertThat(notFound.getFirst().code()).isEqualTo(RefusalCode.NOT_FOUND);
    }

    private Refusal refusedTo(Uid caller, ConversationId id, AtLeast atLeast) {
        Refusal refusal = views.refusal(new FindConversation(caller, id, atLeast), ConversationView.class);
        return new Refusal(refusal.code(), refusal.detail().replace(id.value(), "it"), refusal.field());
    }

    @Test
    void shouldWaitForTheLogsEndAfterAStart() {
        TestLog behind = new TestLog();
        behind.append(Histories.talked().events());
        behind.failNext(2);
        try (RunningViews starting = RunningViews.start(behind, new MemoryDocuments())) {
            assertThat(starting.ask(new FindProfiles(List.of(ANA.uid(), BOB.uid()), AtLeast.ANYTHING), Profiles.class)
                            .profiles())
                    .hasSize(2);
        }
    }

    @Test
    void shouldRefuseWhenItIsClosed() {
        views.close();
        assertThat(views.futureOf(new FindProfiles(List.of(), AtLeast.ANYTHING), Profiles.class))
                .isCompletedExceptionally();
    }
}
