package io.verbatim.query.conversation;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.Cleared;
import io.verbatim.api.conversation.Changes.Counts;
import io.verbatim.api.conversation.Changes.Hidden;
import io.verbatim.api.conversation.Changes.NewMessage;
import io.verbatim.api.conversation.Changes.Receipts;
import io.verbatim.api.conversation.Changes.Settings;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What it takes to tell somebody in many conversations what it has missed: counted in documents and rows.
class CatchUpSizeTest {

    private static final int CHATS = 1_900;
    private static final int GROUPS = 100;
    private static final int MEMBERS = 1_000;
    private static final int CHANGED = 10;

    private static final int TO_FIND_GROUPS = 2 * GROUPS; // a row and a head of each
    private static final int ROSTER = MEMBERS / 64 + 1; // watermarks aside

    private final CountedReads documents = new CountedReads();
    private final History history = new History();
    private final List<ConversationId> groups = new ArrayList<>();
    private long place;

    @BeforeEach
    void talk() {
        for (int person = 2; person < 2 + CHATS; person++) {
            history.opened(ANA.uid(), People.uid(person)).sent(ANA.uid(), People.uid(person), "Hello");
        }
        Uid[] others = IntStream.range(2, 1 + MEMBERS).mapToObj(People::uid).toArray(Uid[]::new);
        for (int i = 0; i < GROUPS; i++) {
            ConversationId group = ConversationId.group();
            groups.add(group);
            history.created(group, ANA.uid(), "Friends", others).sent(group, ANA.uid(), "Hello");
        }
        place = history.last().position();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10})
    void shouldReadInProportionToWhatHasChanged(int inGroups) {
        for (ConversationId group : groups.subList(0, inGroups)) {
            history.sent(group, BOB.uid(), "And you?");
        }
        for (int person = 2; person < 2 + CHANGED - inGroups; person++) {
            history.sent(People.uid(person), ANA.uid(), "And you?");
        }
        assertThat(changes()).hasSize(CHANGED).hasOnlyElementsOfType(NewMessage.class);
        assertThat(documents.read()).isLessThanOrEqualTo(TO_FIND_GROUPS + 7 * CHANGED);
        assertThat(documents.calls()).isLessThanOrEqualTo(7 * CHANGED);
    }

    @Test
    void shouldReadRostersWhereCountsHaveChanged() {
        for (ConversationId group : groups.subList(0, CHANGED)) {
            history.read(group, BOB.uid(), 1);
        }
        assertThat(changes()).hasSize(CHANGED).hasOnlyElementsOfType(Counts.class);
        assertThat(documents.read()).isLessThanOrEqualTo(TO_FIND_GROUPS + (7 + ROSTER) * CHANGED);
    }

    @Test
    void shouldTellCountsInThePlaceOfTheFirstMove() {
        ConversationId group = groups.getFirst();
        long first = history.read(group, BOB.uid(), 1).last().position();
        history.read(group, People.uid(3), 1);
        assertThat(changes()).singleElement().extracting(Change::position).isEqualTo(first);
    }

    /// From up to how many members on counts are told instead of names is for who asks to say.
    @Test
    void shouldReadRostersWhereEverybodyIsToldOfWhatHasMoved() {
        history.read(groups.getFirst(), BOB.uid(), 1).sent(groups.getLast(), BOB.uid(), "And you?");
        assertThat(changes(MEMBERS)).hasSize(2).hasAtLeastOneElementOfType(Receipts.class);
        assertThat(documents.read()).isLessThanOrEqualTo(TO_FIND_GROUPS + 7 * 2 + ROSTER);
    }

    @Test
    void shouldReadLittleWhenNothingHasChanged() {
        assertThat(changes()).isEmpty();
        assertThat(documents.read()).isLessThanOrEqualTo(TO_FIND_GROUPS + 2);
        assertThat(documents.calls()).isLessThanOrEqualTo(4);
    }

    @Test
    void shouldLoseNothingThatSomebodyHasChangedForItselfAlone() {
        ConversationSettings muted = new ConversationSettings(true, null, false);
        history.did(groups.get(0), ANA.uid(), member -> new ConversationSettingsChanged(member, ANA.uid(), muted))
                .did(groups.get(1), ANA.uid(), member -> new MessageHidden(1, member, ANA.uid()))
                .did(groups.get(2), ANA.uid(), member -> new ConversationCleared(member, ANA.uid(), 1))
                .did(groups.get(3), BOB.uid(), member -> new ConversationSettingsChanged(member, BOB.uid(), muted));
        assertThat(changes())
                .<Class<?>>extracting(Change::getClass)
                .containsExactlyInAnyOrder(Settings.class, Hidden.class, Cleared.class);
        assertThat(documents.read()).isLessThanOrEqualTo(TO_FIND_GROUPS + 7 * 4);
    }

    private List<Change> changes() {
        return changes(64);
    }

    private List<Change> changes(int receiptsMembers) {
        try (RunningViews views = documents.coldViews(history.events())) {
            documents.forgetCounts();
            return views.ask(
                            new FindChanges(ANA.uid(), place, 1_000, 10_000, receiptsMembers, AtLeast.ANYTHING),
                            Changes.class)
                    .changes();
        }
    }
}
