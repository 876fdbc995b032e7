package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.support.MemoryDocuments;
import io.verbatim.query.support.RunningViews;
import io.verbatim.query.support.TestLog;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was recorded as asked and changes nothing: no version that is shown moves, nobody has anything to catch up
/// with,
/// and who waits for it does not wait for ever.
class DroppedEventsTest {

    private static final String HEART = "\u2764\ufe0f";
    private static final ConversationId GROUP = ConversationId.group(ANA.uid(), "00000000-0000-4000-8000-000000000001");

    @Test
    void shouldShowTheVersionOfTheLastChange() {
        History history = changed();
        long version = history.last().version();
        long place = history.last().position();
        history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true)
                .reacted(ANA.uid(), BOB.uid(), 2, HEART, false)
                .edited(ANA.uid(), BOB.uid(), 3, "back again")
                .deleted(ANA.uid(), BOB.uid(), 3)
                .hidden(BOB.uid(), ANA.uid(), 2);
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            for (Uid person : List.of(ANA.uid(), BOB.uid())) {
                assertThat(version(views, ANA_AND_BOB, person, 0)).isEqualTo(version);
                assertThat(changesAfter(views, person, place)).isEmpty();
            }
        }
        RecordedEvent real =
                history.reacted(BOB.uid(), ANA.uid(), 1, HEART, false).last();
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            assertThat(version(views, ANA_AND_BOB, ANA.uid(), 0)).isEqualTo(real.version());
            assertThat(changesAfter(views, ANA.uid(), place)).hasSize(1);
        }
    }

    @Test
    void shouldLetNobodyWaitForEverForWhatChangesNothing() {
        History history = changed();
        long version = history.last().version();
        long dropped =
                history.reacted(BOB.uid(), ANA.uid(), 1, HEART, true).last().version();
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(version(views, ANA_AND_BOB, ANA.uid(), dropped)).isEqualTo(version);
        }
    }

    @Test
    void shouldHoldInGroups() {
        History history = new History()
                .created(GROUP, ANA.uid(), "Friends", BOB.uid(), CARLA.uid())
                .sent(GROUP, ANA.uid(), "hello")
                .did(GROUP, BOB.uid(), member -> new MessageHidden(1, member, BOB.uid()))
                .did(GROUP, ANA.uid(), member -> new MessageDeleted(1, member, ANA.uid()));
        long version = history.last().version();
        List<StoredDocument> before;
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            before = members(views);
        }
        long dropped = history.did(
                        GROUP, CARLA.uid(), member -> new MessageReacted(1, member, CARLA.uid(), HEART, true))
                .did(GROUP, BOB.uid(), member -> new MessageHidden(1, member, BOB.uid()))
                .last()
                .version();
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            assertThat(version(views, GROUP, CARLA.uid(), dropped)).isEqualTo(version);
            assertThat(members(views))
                    .extracting(document -> new String(document.value(), StandardCharsets.UTF_8))
                    .containsExactlyElementsOf(before.stream()
                            .map(document -> new String(document.value(), StandardCharsets.UTF_8))
                            .toList());
        }
    }

    @Test
    void shouldBeTheSameEventByEvent() {
        History history = changed()
                .reacted(BOB.uid(), ANA.uid(), 1, HEART, true)
                .hidden(BOB.uid(), ANA.uid(), 2)
                .reacted(BOB.uid(), ANA.uid(), 1, HEART, false)
                .edited(ANA.uid(), BOB.uid(), 3, "back again");
        TestLog log = new TestLog();
        try (RunningViews together = RunningViews.of(history.events()).settled();
                RunningViews oneByOne = RunningViews.start(log, new MemoryDocuments())) {
            for (RecordedEvent event : history.events()) {
                log.append(List.of(event));
                oneByOne.settled();
            }
            assertThat(oneByOne.stored()).isEqualTo(together.stored());
        }
    }

    /// A heart stands on the first message, the second is hidden for Bob, the third is deleted.
    private static History changed() {
        return Histories.talked()
                .hidden(BOB.uid(), ANA.uid(), 2)
                .deleted(ANA.uid(), BOB.uid(), 3)
                .reacted(BOB.uid(), ANA.uid(), 1, HEART, true);
    }

    private static long version(RunningViews views, ConversationId conversation, Uid person, long atLeast) {
        AtLeast needed = atLeast == 0 ? AtLeast.ANYTHING : AtLeast.version(conversation, atLeast);
        return views.ask(new FindConversation(person, conversation, needed), ConversationView.class)
                .version();
    }

    private static List<StoredDocument> changesAfter(RunningViews views, Uid person, long position) {
        String first = Head.changeKey(person, position + 1, ANA_AND_BOB);
        return views.stored().stream()
                .filter(document -> document.key().startsWith("ix/" + person + '/'))
                .filter(document -> document.key().compareTo(first) >= 0)
                .toList();
    }

    private static List<StoredDocument> members(RunningViews views) {
        return views.stored().stream()
                .filter(document -> document.key().startsWith("mb/"))
                .toList();
    }
}
