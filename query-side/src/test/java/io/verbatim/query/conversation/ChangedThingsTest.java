package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.ChangedMessage;
import io.verbatim.api.conversation.Changes.Cleared;
import io.verbatim.api.conversation.Changes.Gap;
import io.verbatim.api.conversation.Changes.Hidden;
import io.verbatim.api.conversation.Changes.NewMessage;
import io.verbatim.api.conversation.Changes.Receipts;
import io.verbatim.api.conversation.Changes.Settings;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.FindMessageChanges;
import io.verbatim.api.conversation.FindOwnChanges;
import io.verbatim.api.conversation.MessageChange;
import io.verbatim.api.conversation.MessageChanges;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.OwnChanges;
import io.verbatim.api.conversation.Reaction;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What somebody has missed of changed messages and of its own choices, and what a gateway asks live.
class ChangedThingsTest {

    private static final String HEART = "\u2764\ufe0f";

    private final History history = Histories.talked();
    private final long place = history.last().position();

    @Test
    void shouldTellAChangedMessageOnceUnderItsLastChange() {
        history.edited(ANA.uid(), BOB.uid(), 1, "one").edited(ANA.uid(), BOB.uid(), 1, "two");
        RecordedEvent reacted =
                history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true).last();
        history.edited(ANA.uid(), BOB.uid(), 3, "three");

        List<Change> changes = missed(ANA.uid());

        assertThat(changes).hasExactlyElementsOfTypes(ChangedMessage.class, ChangedMessage.class);
        assertThat((ChangedMessage) changes.getFirst()).satisfies(first -> {
            assertThat(first.message().seq()).isEqualTo(1);
            assertThat(first.change()).isEqualTo(MessageChange.REACTED);
            assertThat(first.reaction()).isEqualTo(new Reaction(BOB.uid(), HEART, true));
            assertThat(first.status()).isEqualTo(MessageStatus.READ);
            assertThat(first.position()).isEqualTo(reacted.position());
            assertThat(first.message().version()).isEqualTo(reacted.version());
        });
        assertThat(((ChangedMessage) changes.getLast()).change()).isEqualTo(MessageChange.EDITED);
    }

    @Test
    void shouldTellANewMessageAsNewInItsPlace() {
        history.sent(ANA.uid(), BOB.uid(), "four")
                .sent(ANA.uid(), BOB.uid(), "five")
                .deleted(ANA.uid(), BOB.uid(), 4);

        List<Change> changes = missed(BOB.uid());

        assertThat(changes).hasExactlyElementsOfTypes(NewMessage.class, NewMessage.class);
        assertThat(((NewMessage) changes.getFirst()).message().tombstone()).isNotNull();
        assertThat(changes).extracting(Change::position).containsExactly(place + 1, place + 2);
    }

    @Test
    void shouldTellNothingOfWhatTheFoldHasDropped() {
        history.reacted(BOB.uid(), ANA.uid(), 1, HEART, false);
        assertThat(missed(BOB.uid())).isEmpty();
    }

    @Test
    void shouldTellNothingOfWhatIsHiddenOrCleared() {
        history.sent(ANA.uid(), BOB.uid(), "four")
                .hidden(BOB.uid(), ANA.uid(), 4)
                .cleared(BOB.uid(), ANA.uid(), 2)
                .edited(ANA.uid(), BOB.uid(), 1, "one")
                .edited(ANA.uid(), BOB.uid(), 4, "vier");
        assertThat(missed(BOB.uid())).hasExactlyElementsOfTypes(Hidden.class, Cleared.class);
        assertThat(missed(ANA.uid())).hasExactlyElementsOfTypes(NewMessage.class, ChangedMessage.class);
    }

    @Test
    void shouldTellOnesOwnChoicesByStateAndToNobodyElse() {
        ConversationSettings archived = new ConversationSettings(false, null, true);
        history.hidden(BOB.uid(), ANA.uid(), 3).hidden(BOB.uid(), ANA.uid(), 1).hidden(BOB.uid(), ANA.uid(), 3);
        long hiddenFirst = history.events().get((int) place).version();
        long hiddenLast = history.events().get((int) place + 1).version();
        history.set(BOB.uid(), ANA.uid(), new ConversationSettings(true, null, false))
                .set(BOB.uid(), ANA.uid(), archived);
        RecordedEvent set = history.last();
        RecordedEvent cleared = history.cleared(BOB.uid(), ANA.uid(), 2).last();

        assertThat(missed(BOB.uid()))
                .containsExactly(
                        new Hidden(ANA_AND_BOB, hiddenFirst, List.of(3L), place + 1),
                        new Hidden(ANA_AND_BOB, hiddenLast, List.of(1L), place + 2),
                        new Settings(ANA_AND_BOB, set.version(), archived, set.position()),
                        new Cleared(ANA_AND_BOB, cleared.version(), 2, cleared.position()));
        assertThat(missed(ANA.uid())).isEmpty();
    }

    /// A client that is cut off between any two has been told all that happened before.
    @Test
    void shouldTellEachThingInItsOwnPlace() {
        history.hidden(BOB.uid(), ANA.uid(), 3)
                .read(ANA.uid(), BOB.uid(), 3)
                .sent(ANA.uid(), BOB.uid(), "four")
                .hidden(BOB.uid(), ANA.uid(), 1)
                .read(BOB.uid(), ANA.uid(), 4);
        List<Change> told = missed(BOB.uid());
        assertThat(told)
                .hasExactlyElementsOfTypes(
                        Hidden.class, Receipts.class, NewMessage.class, Hidden.class, Receipts.class);
        assertThat(told)
                .extracting(Change::position)
                .containsExactly(place + 1, place + 2, place + 3, place + 4, place + 5);
    }

    @Test
    void shouldNotTellAChoiceAgain() {
        history.hidden(BOB.uid(), ANA.uid(), 3)
                .cleared(BOB.uid(), ANA.uid(), 2)
                .set(BOB.uid(), ANA.uid(), new ConversationSettings(true, null, false));
        long told = history.last().position();
        history.sent(ANA.uid(), BOB.uid(), "four");
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            FindChanges query = new FindChanges(BOB.uid(), told, 1_000, 10_000, 64, AtLeast.ANYTHING);
            assertThat(views.ask(query, Changes.class).changes()).hasExactlyElementsOfTypes(NewMessage.class);
        }
    }

    @Test
    void shouldLeaveNewMessagesThatComeMeanwhileToWhoeverTellsThemInOrder() {
        history.sent(ANA.uid(), BOB.uid(), "four");
        TestLog log = new TestLog();
        log.append(history.events());
        CountedReads documents = new CountedReads();
        try (RunningViews views = RunningViews.start(log, documents).settled()) {
            documents.beforeNextRange(() -> {
                log.append(history.sent(ANA.uid(), BOB.uid(), "five").last());
                views.settled();
            });
            FindChanges query = new FindChanges(BOB.uid(), place, 1_000, 10_000, 64, AtLeast.ANYTHING);
            Changes first = views.ask(query, Changes.class);
            assertThat(first.position()).isEqualTo(place + 1);
            assertThat(first.changes()).extracting(Change::position).containsExactly(place + 1);
            FindChanges next = new FindChanges(BOB.uid(), first.position(), 1_000, 10_000, 64, AtLeast.ANYTHING);
            assertThat(views.ask(next, Changes.class).changes())
                    .extracting(Change::position)
                    .containsExactly(place + 2);
        }
    }

    @Test
    void shouldCountThingsAndNotTheirChanges() {
        for (int i = 0; i < 30; i++) {
            history.edited(ANA.uid(), BOB.uid(), 1, "Edit " + i);
        }
        for (int i = 0; i < 9; i++) {
            history.sent(ANA.uid(), BOB.uid(), "Message " + i);
            history.edited(ANA.uid(), BOB.uid(), 4 + i, "Edited " + i);
        }
        assertThat(missed(BOB.uid(), 10)).hasSize(10).noneMatch(Gap.class::isInstance);
        assertThat(missed(BOB.uid(), 9)).singleElement().isInstanceOf(Gap.class);
    }

    @Test
    void shouldFindMessagesForThoseWhoSeeThem() {
        history.hidden(BOB.uid(), ANA.uid(), 1);
        RecordedEvent reacted =
                history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true).last();
        try (RunningViews views = RunningViews.of(history.events())) {
            FindMessageChanges query = new FindMessageChanges(
                    List.of(new FindMessageChanges.Asked(ANA_AND_BOB, 1, List.of(ANA.uid(), BOB.uid()))),
                    AtLeast.position(reacted.position()));
            assertThat(views.ask(query, MessageChanges.class).found())
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.readers()).containsExactly(ANA.uid());
                        assertThat(found.status()).isEqualTo(MessageStatus.READ);
                        assertThat(found.reactions())
                                .containsExactly(new MessageChanges.Standing(BOB.uid(), HEART, reacted.version()));
                        assertThat(found.message().reactions().getFirst().mine())
                                .isFalse();
                    });
        }
    }

    @Test
    void shouldKnowTheNewestRemovalsThatWereAny() {
        List<Long> removals = new ArrayList<>();
        for (int i = 0; i <= MessageChanges.REMOVALS; i++) {
            history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true).reacted(BOB.uid(), ANA.uid(), 1, HEART, false);
            removals.add(history.last().version());
            history.reacted(BOB.uid(), ANA.uid(), 1, HEART, false);
        }
        try (RunningViews views = RunningViews.of(history.events())) {
            FindMessageChanges query = new FindMessageChanges(
                    List.of(new FindMessageChanges.Asked(ANA_AND_BOB, 1, List.of())),
                    AtLeast.position(history.last().position()));
            assertThat(views.ask(query, MessageChanges.class).found())
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.removals()).containsExactlyElementsOf(removals.subList(1, removals.size()));
                        assertThat(removals).allMatch(found::hasRemoved);
                        assertThat(found.hasRemoved(history.last().version())).isFalse();
                    });
        }
    }

    @Test
    void shouldFindNothingWhenWhatWasHiddenIsHiddenAgain() {
        history.hidden(BOB.uid(), ANA.uid(), 1);
        RecordedEvent again = history.hidden(BOB.uid(), ANA.uid(), 1).last();
        try (RunningViews views = RunningViews.of(history.events())) {
            FindOwnChanges query = new FindOwnChanges(
                    List.of(new FindOwnChanges.Asked(ANA_AND_BOB, BOB.uid(), again.position() - 1)),
                    AtLeast.position(again.position()));
            assertThat(views.ask(query, OwnChanges.class).found()).containsExactly(new OwnChanges.Found(List.of()));
        }
    }

    private List<Change> missed(Uid person) {
        return missed(person, 1_000);
    }

    private List<Change> missed(Uid person, int perConversation) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views.ask(
                            new FindChanges(person, place, perConversation, 10_000, 64, AtLeast.ANYTHING),
                            Changes.class)
                    .changes();
        }
    }
}
