package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.FindMessage;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What somebody chooses for itself: hidden messages, cleared chats, settings, and what is unread of all that.
class OwnChoicesTest {

    private final History history = Histories.talked();

    static List<Arguments> pages() {
        return List.of(
                Arguments.of(new Range.Newest(), 2, List.of(38L, 40L), true),
                Arguments.of(new Range.Newest(), 50, even(2, 40), false),
                Arguments.of(new Range.Before(3), 10, List.of(2L), false),
                Arguments.of(new Range.Before(40), 3, List.of(34L, 36L, 38L), true),
                Arguments.of(new Range.After(0), 2, List.of(2L, 4L), true),
                Arguments.of(new Range.After(36), 5, List.of(38L, 40L), false),
                Arguments.of(new Range.Around(20), 4, List.of(16L, 18L, 20L, 22L), true),
                Arguments.of(new Range.Around(1), 3, List.of(2L, 4L, 6L), true),
                Arguments.of(new Range.Around(40), 3, List.of(36L, 38L, 40L), true),
                Arguments.of(new Range.Around(20), 100, even(2, 40), false));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldMakeUpForWhatIsHidden(Range range, int limit, List<Long> seqs, boolean more) {
        for (int seq = 4; seq <= 40; seq++) {
            history.sent(ANA.uid(), BOB.uid(), "Message " + seq);
        }
        for (int seq = 1; seq <= 39; seq += 2) {
            history.hidden(BOB.uid(), ANA.uid(), seq);
        }
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            TimelinePage page = views.ask(
                    new FindTimeline(BOB.uid(), ANA_AND_BOB, range, limit, AtLeast.ANYTHING), TimelinePage.class);
            assertThat(page.messages()).extracting(MessageView::seq).containsExactlyElementsOf(seqs);
            assertThat(page.hasMore()).isEqualTo(more);
            assertThat(views.ask(
                                    new FindTimeline(ANA.uid(), ANA_AND_BOB, range, 200, AtLeast.ANYTHING),
                                    TimelinePage.class)
                            .messages())
                    .hasSizeGreaterThan(0);
        }
    }

    @Test
    void shouldPassOverAsManyHiddenMessagesAsThereAre() {
        for (int seq = 4; seq <= 150; seq++) {
            history.sent(ANA.uid(), BOB.uid(), "Message " + seq);
        }
        for (int seq = 3; seq <= 150; seq++) {
            history.hidden(BOB.uid(), ANA.uid(), seq);
        }
        assertThat(seqs(BOB.uid(), new Range.Newest())).containsExactly(1L, 2L);
        assertThat(entry(BOB.uid()).lastMessage()).extracting(MessageView::seq).isEqualTo(2L);
        assertThat(entry(ANA.uid()).lastMessage()).extracting(MessageView::seq).isEqualTo(150L);
    }

    @Test
    void shouldNotKnowAHiddenMessage() {
        history.hidden(BOB.uid(), ANA.uid(), 2);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(views.refusal(new FindMessage(BOB.uid(), ANA_AND_BOB, 2, AtLeast.ANYTHING), MessageView.class)
                            .code())
                    .isEqualTo(RefusalCode.NOT_FOUND);
        }
    }

    @Test
    void shouldTakeAClearedChatOutOfTheInboxUntilAMessageFollows() {
        history.cleared(BOB.uid(), ANA.uid(), 3);
        assertThat(inbox(BOB.uid())).isEmpty();
        assertThat(inbox(ANA.uid())).hasSize(1);
        assertThat(seqs(BOB.uid(), new Range.Around(2))).isEmpty();
        InboxEntry entry = entry(BOB.uid());
        assertThat(entry.lastMessage()).isNull();
        assertThat(entry.conversation().clearedSeq()).isEqualTo(3);
        assertThat(entry.conversation().unread()).isZero();

        history.sent(ANA.uid(), BOB.uid(), "Still there?");
        assertThat(inbox(BOB.uid())).hasSize(1);
        assertThat(seqs(BOB.uid(), new Range.Newest())).containsExactly(4L);
        assertThat(entry(BOB.uid()).conversation().unread()).isEqualTo(1);
    }

    @Test
    void shouldTakeAnEmptyChatOutOfTheInbox() {
        History opened = Histories.opened().cleared(ANA.uid(), BOB.uid(), 0);
        try (RunningViews views = RunningViews.of(opened.events()).settled()) {
            assertThat(views.ask(new FindInbox(ANA.uid(), 10, null, AtLeast.ANYTHING), InboxPage.class)
                            .entries())
                    .isEmpty();
        }
    }

    @Test
    void shouldShowSettingsToTheirOwner() {
        ConversationSettings settings =
                new ConversationSettings(true, history.last().at(), true);
        history.set(BOB.uid(), ANA.uid(), settings).sent(ANA.uid(), BOB.uid(), "More");
        assertThat(entry(BOB.uid()).settings()).isEqualTo(settings);
        assertThat(entry(ANA.uid()).settings()).isEqualTo(ConversationSettings.DEFAULT);
    }

    @Test
    void shouldNameTheNewestUnreadMentions() {
        for (int seq = 4; seq <= 30; seq++) {
            history.sent(ANA.uid(), BOB.uid(), "id-" + seq, mentioningBob(seq));
        }
        assertThat(entry(BOB.uid()).mentionSeqs())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, 30).boxed().toList());
        history.read(BOB.uid(), ANA.uid(), 27).hidden(BOB.uid(), ANA.uid(), 29).deleted(ANA.uid(), BOB.uid(), 30);
        assertThat(entry(BOB.uid()).mentionSeqs()).containsExactly(28L);
        history.sent(BOB.uid(), ANA.uid(), "I know");
        assertThat(entry(BOB.uid()).mentionSeqs()).isEmpty();
        assertThat(entry(ANA.uid()).mentionSeqs()).isEmpty();
    }

    @Test
    void shouldReadNoMentionsWhenThereAreNone() {
        for (int seq = 4; seq <= 30; seq++) {
            history.sent(ANA.uid(), BOB.uid(), "Message " + seq);
        }
        CountedReads documents = new CountedReads();
        try (RunningViews views = documents.views(history.events())) {
            documents.forgetCounts();
            views.ask(new FindEntries(BOB.uid(), List.of(ANA_AND_BOB), AtLeast.ANYTHING), InboxPage.class);
            assertThat(documents.read()).isLessThanOrEqualTo(2);
        }
    }

    private static MessageContent mentioningBob(int seq) {
        return new MessageContent(
                TransparentKeys.message(ANA.uid(), "Message " + seq), null, List.of(BOB.uid()), null, null);
    }

    private static List<Long> even(long from, long through) {
        return LongStream.rangeClosed(from, through)
                .filter(seq -> seq % 2 == 0)
                .boxed()
                .toList();
    }

    private List<Long> seqs(Uid reader, Range range) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views
                    .ask(new FindTimeline(reader, ANA_AND_BOB, range, 50, AtLeast.ANYTHING), TimelinePage.class)
                    .messages()
                    .stream()
                    .map(MessageView::seq)
                    .toList();
        }
    }

    private InboxEntry entry(Uid owner) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views.ask(new FindEntries(owner, List.of(ANA_AND_BOB), AtLeast.ANYTHING), InboxPage.class)
                    .entries()
                    .getFirst();
        }
    }

    private List<InboxEntry> inbox(Uid owner) {
        try (RunningViews views = RunningViews.of(history.events()).settled()) {
            return views.ask(new FindInbox(owner, 10, null, AtLeast.ANYTHING), InboxPage.class)
                    .entries();
        }
    }
}
