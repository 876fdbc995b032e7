package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.Created;
import io.verbatim.api.conversation.Changes.Gap;
import io.verbatim.api.conversation.Changes.NewMessage;
import io.verbatim.api.conversation.Changes.Receipts;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {

    private static final int PER_CONVERSATION = 1_000;
    private static final int IN_ALL = 10_000;

    @Test
    void shouldTellNothingWhenNothingHasChanged() {
        History history = Histories.talked();
        try (RunningViews views = RunningViews.of(history.events())) {
            Changes changes = changes(views, BOB.uid(), history.last().position());
            assertThat(changes).isEqualTo(new Changes(false, List.of(), 9));
        }
    }

    @Test
    void shouldTellOfTheOwnAccountByItsLastChange() {
        History history = Histories.talked()
                .signedIn(ANA.uid(), "phone")
                .signedIn(BOB.uid(), "phone")
                .signedOut(ANA.uid(), "phone")
                .sent(BOB.uid(), ANA.uid(), "later");
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(changes(views, ANA.uid(), 9).changes()).hasSize(2).endsWith(new Changes.Account(12));
            assertThat(changes(views, ANA.uid(), 11).changes()).contains(new Changes.Account(12));
            assertThat(changes(views, ANA.uid(), 12).changes())
                    .hasSize(1)
                    .noneMatch(change -> change instanceof Changes.Account);
            assertThat(changes(views, CARLA.uid(), 0).changes()).isEmpty();
            // it counts for none of what may be told
            assertThat(views.ask(new FindChanges(ANA.uid(), 9, 1, 1, 64, AtLeast.ANYTHING), Changes.class)
                            .changes())
                    .hasSize(2)
                    .noneMatch(change -> change instanceof Gap);
        }
    }

    @Test
    void shouldTellANewConversationFirst() {
        History history = Histories.talked();
        try (RunningViews views = RunningViews.of(history.events())) {
            List<Change> bobs = changes(views, BOB.uid(), 0).changes();
            assertThat(bobs).hasSize(6);
            assertThat(bobs.getFirst()).isInstanceOfSatisfying(Created.class, created -> {
                assertThat(created.conversationId()).isEqualTo(ANA_AND_BOB);
                assertThat(created.entry().conversation().lastSeq()).isEqualTo(3);
                assertThat(created.entry().lastMessage()).isNotNull();
            });
            assertThat(seqs(bobs)).containsExactly(1L, 2L, 3L);
            assertThat(bobs)
                    .filteredOn(Receipts.class::isInstance)
                    .as("each in its own place")
                    .extracting(Change::position)
                    .containsExactly(6L, 8L);
        }
    }

    @Test
    void shouldTellWhatCameAfterThePlace() {
        History history = Histories.talked();
        try (RunningViews views = RunningViews.of(history.events())) {
            List<Change> anas = changes(views, ANA.uid(), 6).changes();
            assertThat(seqs(anas)).containsExactly(2L, 3L);
            assertThat(anas).hasSize(3).noneMatch(Created.class::isInstance);
            assertThat(anas)
                    .filteredOn(Receipts.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Receipts.class,
                            receipts -> assertThat(receipts.members())
                                    .extracting(ReceiptView::member)
                                    .containsExactly(ANA.uid()));
        }
    }

    @Test
    void shouldTellTheSenderHowFarItsMessagesHaveCome() {
        History history = Histories.talked();
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(changes(views, ANA.uid(), 0).changes().stream()
                            .filter(NewMessage.class::isInstance)
                            .map(change -> ((NewMessage) change).status()))
                    .containsExactly(MessageStatus.READ, null, MessageStatus.SENT);
        }
    }

    @Test
    void shouldNotTellOfAnOpeningToTheOther() {
        History history = Histories.opened();
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(changes(views, BOB.uid(), 0).changes()).isEmpty();
            assertThat(changes(views, ANA.uid(), 0).changes()).singleElement().isInstanceOf(Created.class);
        }
    }

    @Test
    void shouldTellOfTheCreationWithTheFirstMessage() {
        History history = Histories.opened();
        long place = history.last().position();
        history.sent(ANA.uid(), BOB.uid(), "Hello");
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(changes(views, BOB.uid(), place).changes())
                    .hasExactlyElementsOfTypes(Created.class, NewMessage.class);
            assertThat(changes(views, ANA.uid(), place).changes()).hasExactlyElementsOfTypes(NewMessage.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"999, false", "1000, false", "1001, true"})
    void shouldTellOfAGapInsteadOfTooManyChanges(int messages, boolean gap) {
        History history = Histories.talked();
        long place = history.last().position();
        for (int i = 0; i < messages; i++) {
            history.sent(ANA.uid(), BOB.uid(), "Message " + i);
        }
        try (RunningViews views = RunningViews.of(history.events())) {
            List<Change> changes = changes(views, BOB.uid(), place).changes();
            if (gap) {
                assertThat(changes).singleElement().isInstanceOfSatisfying(Gap.class, told -> {
                    assertThat(told.entry().conversation().lastSeq()).isEqualTo(3 + messages);
                    assertThat(told.position())
                            .as("no cursor before it lacks any of it")
                            .isEqualTo(place + 1);
                });
            } else {
                assertThat(seqs(changes))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(4, 3 + messages).boxed().toList());
            }
        }
    }

    @Test
    void shouldTellOtherConversationsBesideAGap() {
        History history = Histories.talked();
        long place = history.last().position();
        history.opened(CARLA.uid(), BOB.uid()).sent(CARLA.uid(), BOB.uid(), "Hello Bob");
        for (int i = 0; i < 20; i++) {
            history.sent(ANA.uid(), BOB.uid(), "Message " + i);
        }
        try (RunningViews views = RunningViews.of(history.events())) {
            Changes changes =
                    views.ask(new FindChanges(BOB.uid(), place, 10, 100, 64, AtLeast.ANYTHING), Changes.class);
            assertThat(changes.changes()).hasExactlyElementsOfTypes(Created.class, NewMessage.class, Gap.class);
            assertThat(views.ask(new FindChanges(BOB.uid(), place, 10, 11, 64, AtLeast.ANYTHING), Changes.class)
                            .tooMany())
                    .as("what a gap stands for counts")
                    .isTrue();
        }
    }

    @Test
    void shouldTellNothingWhenItIsTooMuchInAll() {
        History history = new History();
        for (int person = 2; person <= 30; person++) {
            history.opened(ANA.uid(), People.uid(person));
            history.sent(ANA.uid(), People.uid(person), "Hello");
        }
        try (RunningViews views = RunningViews.of(history.events())) {
            views.settled();
            assertThat(told(views, 28)).isEqualTo(new Changes(true, List.of(), 58));
            assertThat(told(views, 57)).isEqualTo(new Changes(true, List.of(), 58));
            assertThat(told(views, 58).tooMany()).isFalse();
            assertThat(told(views, 58).changes()).hasSize(58);
        }
    }

    private static Changes told(RunningViews views, int inAll) {
        return views.ask(new FindChanges(ANA.uid(), 0, PER_CONVERSATION, inAll, 64, AtLeast.ANYTHING), Changes.class);
    }

    @Test
    void shouldTellByStateAndEachThingOnce() {
        History history = Histories.talked();
        long place = history.last().position();
        history.read(BOB.uid(), ANA.uid(), 2).read(BOB.uid(), ANA.uid(), 3).delivered(ANA.uid(), BOB.uid(), 2);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(changes(views, ANA.uid(), place).changes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Receipts.class,
                            receipts -> assertThat(receipts.members())
                                    .singleElement()
                                    .satisfies(bobs -> {
                                        assertThat(bobs.member()).isEqualTo(BOB.uid());
                                        assertThat(bobs.readSeq()).isEqualTo(3);
                                        assertThat(bobs.deliveredSeq()).isEqualTo(3);
                                    }));
        }
    }

    @Test
    void shouldWorkInProportionToWhatHasChanged() {
        History history = new History();
        for (int person = 2; person <= 200; person++) {
            history.opened(ANA.uid(), People.uid(person));
            history.sent(ANA.uid(), People.uid(person), "Hello");
        }
        long place = history.last().position();
        history.sent(ANA.uid(), BOB.uid(), "And you?");
        CountedReads documents = new CountedReads();
        try (RunningViews views = documents.views(history.events())) {
            documents.forgetCounts();
            List<Change> changes = changes(views, ANA.uid(), place).changes();
            assertThat(changes).hasExactlyElementsOfTypes(NewMessage.class);
            assertThat(documents.read()).isLessThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 10", "2000, 10"})
    void shouldReadAsMuchWithManyChatsAsWithFew(int chats, int changed) {
        History history = new History();
        for (int person = 2; person < 2 + chats; person++) {
            history.opened(ANA.uid(), People.uid(person));
            history.sent(ANA.uid(), People.uid(person), "Hello");
        }
        long place = history.last().position();
        for (int person = 2; person < 2 + changed; person++) {
            history.sent(People.uid(person), ANA.uid(), "And you?");
        }
        CountedReads documents = new CountedReads();
        try (RunningViews views = documents.views(history.events())) {
            documents.forgetCounts();
            List<Change> changes = changes(views, ANA.uid(), place).changes();
            assertThat(changes).hasSize(changed).hasOnlyElementsOfType(NewMessage.class);
            assertThat(documents.read()).isLessThanOrEqualTo(6 * changed);
        }
    }

    private static Changes changes(RunningViews views, Uid person, long after) {
        return views.ask(new FindChanges(person, after, PER_CONVERSATION, IN_ALL, 64, AtLeast.ANYTHING), Changes.class);
    }

    private static List<Long> seqs(List<Change> changes) {
        return changes.stream()
                .filter(NewMessage.class::isInstance)
                .map(change -> ((NewMessage) change).message().seq())
                .toList();
    }
}
