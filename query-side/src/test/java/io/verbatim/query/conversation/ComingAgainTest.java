package io.verbatim.query.conversation;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.ChangedMessage;
import io.verbatim.api.conversation.Changes.Cleared;
import io.verbatim.api.conversation.Changes.Created;
import io.verbatim.api.conversation.Changes.Gap;
import io.verbatim.api.conversation.Changes.Hidden;
import io.verbatim.api.conversation.Changes.NewMessage;
import io.verbatim.api.conversation.Changes.Settings;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MessageChange;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import io.verbatim.testkit.TransparentKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is told to somebody who has left a group and comes again: while it was out it was told nothing of the group.
class ComingAgainTest {

    private static final ConversationId GROUP = ConversationId.group();
    private static final String HEART = "\u2764\ufe0f";

    private final History history = new History().created(GROUP, ANA.uid(), "Friends", BOB.uid());

    @Test
    void shouldTellWhatWasDoneToFormerMessagesMeanwhile() {
        say(4);
        leave();
        long left = place();
        change();
        long changed = place();
        comeAgain();
        long again = place();
        say(1);

        assertThat(missed(left)).hasSize(5).first().isInstanceOf(Created.class);
        assertThat(missed(changed))
                .hasExactlyElementsOfTypes(
                        Created.class,
                        ChangedMessage.class,
                        ChangedMessage.class,
                        ChangedMessage.class,
                        NewMessage.class);
        assertThat(missed(changed).stream()
                        .filter(ChangedMessage.class::isInstance)
                        .map(change -> ((ChangedMessage) change).change()))
                .containsExactly(MessageChange.EDITED, MessageChange.DELETED, MessageChange.REACTED);
        assertThat(missed(changed)).extracting(Change::position).containsExactly(again, again, again, again, again + 1);
        assertThat(missed(again)).hasExactlyElementsOfTypes(NewMessage.class);
    }

    @Test
    void shouldTellItInTheOrderOfVersions() {
        say(40);
        leave();
        for (int seq = 40; seq > 0; seq--) {
            edit(seq);
        }
        long changed = place();
        comeAgain();
        assertThat(seqs(missed(changed)))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .hasSize(40);
    }

    @Test
    void shouldTellItOfAllFormerStays() {
        say(1);
        leave();
        comeAgain();
        say(2);
        leave();
        change();
        long changed = place();
        comeAgain();
        assertThat(seqs(missed(changed))).containsExactly(1L, 2L, 3L);
        leave();
        assertThat(seqs(missed(changed))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldTellNothingOfWhatWasSaidMeanwhile() {
        say(1);
        leave();
        say(2);
        change();
        comeAgain();
        say(1);
        for (long from = 0; from <= place(); from++) {
            assertThat(seqs(missed(from))).doesNotContain(2L, 3L);
        }
    }

    @Test
    void shouldFindWhatItSeesAmongMuchThatItDoesNot() {
        say(1);
        leave();
        long left = place();
        say(100);
        change();
        comeAgain();
        history.added(GROUP, ANA.uid(), CARLA.uid());
        say(1);
        assertThat(seqs(missed(BOB.uid(), left, 10))).containsExactly(1L, 102L);
        assertThat(seqs(missed(CARLA.uid(), 0, 10))).containsExactly(102L);
    }

    @Test
    void shouldTellOfAGapInsteadOfTooMuch() {
        say(12);
        leave();
        for (int seq = 1; seq <= 12; seq++) {
            edit(seq);
        }
        long changed = place();
        comeAgain();
        long again = place();
        say(1);
        assertThat(missed(BOB.uid(), changed, 14)).hasSize(14).noneMatch(Gap.class::isInstance);
        assertThat(missed(BOB.uid(), changed, 13)).singleElement().satisfies(gap -> {
            assertThat(gap).isInstanceOf(Gap.class);
            assertThat(gap.position()).isEqualTo(again);
        });
    }

    @Test
    void shouldTellOfAGapRatherThanLookForever() {
        say(1);
        leave();
        say(1_000);
        comeAgain();
        assertThat(missed(BOB.uid(), place() - 2, 10)).singleElement().isInstanceOf(Gap.class);
        assertThat(missed(BOB.uid(), place() - 2, 100)).singleElement().isInstanceOf(Created.class);
    }

    @Test
    void shouldTellWhatItHasChangedForItselfAlone() {
        say(3);
        long place = place();
        history.did(GROUP, BOB.uid(), member -> new MessageHidden(1, member, BOB.uid()));
        leave();
        long left = place();
        history.did(GROUP, BOB.uid(), member -> new MessageHidden(3, member, BOB.uid()));
        ConversationSettings muted = new ConversationSettings(true, null, false);
        history.did(GROUP, BOB.uid(), member -> new ConversationSettingsChanged(member, BOB.uid(), muted));
        history.did(GROUP, BOB.uid(), member -> new ConversationCleared(member, BOB.uid(), 2));
        comeAgain();
        assertThat(missed(place))
                .hasExactlyElementsOfTypes(Created.class, Hidden.class, Hidden.class, Settings.class, Cleared.class);
        assertThat(hidden(missed(place))).containsExactly(1L, 3L);
        assertThat(hidden(missed(left))).containsExactly(3L);
    }

    @Test
    void shouldBeginWithTheConversation() {
        say(2);
        leave();
        change();
        comeAgain();
        say(1);
        for (long from = 0; from <= place() - 2; from++) {
            List<Change> told = inOrder(missed(from));
            assertThat(told.getFirst()).isInstanceOf(Created.class);
            assertThat(told.stream().filter(Created.class::isInstance)).hasSize(1);
        }
        assertThat(seqs(missed(0))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldLoseNothingWhereverItIsCutOff() {
        say(3);
        history.did(GROUP, BOB.uid(), member -> new MessageHidden(3, member, BOB.uid()));
        leave();
        change();
        comeAgain();
        say(2);
        edit(1);
        leave();
        edit(4);
        history.did(GROUP, ANA.uid(), member -> new MessageReacted(1, member, ANA.uid(), "x", true));
        comeAgain();
        say(1);
        for (long from = 0; from < place(); from++) {
            List<Change> all = inOrder(missed(from));
            long cursor = from;
            assertThat(all).extracting(Change::position).allMatch(told -> told > cursor);
            for (Change cut : all) {
                Stream<Change> before = all.stream().filter(told -> told.position() <= cut.position());
                Set<String> told = things(
                        Stream.concat(before, missed(cut.position()).stream()).toList());
                assertThat(told).as("from %s, cut at %s", from, cut.position()).containsAll(things(all));
            }
        }
    }

    @Test
    void shouldSayInTheEntryWhoHasBeenThereBefore() {
        history.added(GROUP, ANA.uid(), CARLA.uid());
        leave();
        comeAgain();
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            assertThat(entry(views, BOB.uid()).again()).isTrue();
            assertThat(entry(views, CARLA.uid()).again()).isFalse();
        }
    }

    private static InboxEntry entry(RunningViews views, Uid person) {
        return views.ask(new FindEntries(person, List.of(GROUP), AtLeast.ANYTHING), InboxPage.class)
                .entries()
                .getFirst();
    }

    private void say(int messages) {
        for (int i = 0; i < messages; i++) {
            history.sent(GROUP, ANA.uid(), "Message " + i);
        }
    }

    /// Something of the first messages, as many as there are.
    private void change() {
        edit(1);
        history.did(GROUP, ANA.uid(), member -> new MessageDeleted(2, member, ANA.uid()));
        history.did(GROUP, ANA.uid(), member -> new MessageReacted(3, member, ANA.uid(), HEART, true));
    }

    private void edit(long seq) {
        MessagePatch patch = MessagePatch.text(TransparentKeys.message(ANA.uid(), "edited"));
        history.did(GROUP, ANA.uid(), member -> new MessageEdited(seq, member, ANA.uid(), patch));
    }

    private void leave() {
        history.removed(GROUP, ANA.uid(), BOB.uid());
    }

    private void comeAgain() {
        history.added(GROUP, ANA.uid(), BOB.uid());
    }

    private long place() {
        return history.last().position();
    }

    private List<Change> missed(long after) {
        return missed(BOB.uid(), after, 1_000);
    }

    private List<Change> missed(Uid person, long after, int perConversation) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views.ask(
                            new FindChanges(person, after, perConversation, 10_000, 64, AtLeast.ANYTHING),
                            Changes.class)
                    .changes();
        }
    }

    private static List<Change> inOrder(List<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparingLong(Change::position))
                .toList();
    }

    private static List<Long> seqs(List<Change> changes) {
        List<Long> seqs = new ArrayList<>();
        for (Change change : changes) {
            switch (change) {
                case NewMessage told -> seqs.add(told.message().seq());
                case ChangedMessage told -> seqs.add(told.message().seq());
                default -> {
                    // no message
                }
            }
        }
        return seqs;
    }

    private static List<Long> hidden(List<Change> changes) {
        return changes.stream()
                .filter(Hidden.class::isInstance)
                .flatMap(change -> ((Hidden) change).seqs().stream())
                .toList();
    }

    /// What there is to be known, whatever it is told by.
    private static Set<String> things(List<Change> changes) {
        Set<String> things = new HashSet<>();
        for (Change change : changes) {
            switch (change) {
                case NewMessage told ->
                    things.add(told.message().seq() + "@" + told.message().version());
                case ChangedMessage told ->
                    things.add(told.message().seq() + "@" + told.message().version());
                case Hidden told -> told.seqs().forEach(seq -> things.add("hidden " + seq));
                case Created _ -> things.add("created");
                default -> things.add(change.toString());
            }
        }
        return things;
    }
}
