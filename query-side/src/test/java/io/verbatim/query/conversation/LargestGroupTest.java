package io.verbatim.query.conversation;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Created;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindMembers;
import io.verbatim.api.conversation.FindMessageInfo;
import io.verbatim.api.conversation.FindReceiptCounts;
import io.verbatim.api.conversation.FindReceipts;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MembersPage;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageInfo;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.ReactionLimits;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.api.conversation.ReceiptCounts;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.conversation.ReceiptsPage;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import io.verbatim.testkit.TransparentKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Of a group as large as it may be, everything comes in bounded pieces, and all of it.
class LargestGroupTest {

    private static final ConversationId GROUP = ConversationId.group();
    private static final List<Uid> EVERYBODY =
            IntStream.rangeClosed(1, GroupLimits.MEMBERS).mapToObj(People::uid).toList();
    private static final int PAGE = 1_000;
    private static final int MENTIONING = 30;

    private static RunningViews views;
    private static long beforeTheLastJoined;

    @BeforeAll
    static void fold() {
        History history = new History().created(GROUP, ANA.uid(), "Everybody", people(1, PAGE));
        history.sent(GROUP, ANA.uid(), "Hello");
        for (int from = PAGE; from < GroupLimits.MEMBERS; from += PAGE) {
            beforeTheLastJoined = history.last().position();
            history.added(GROUP, ANA.uid(), people(from, from + PAGE));
        }
        MessageContent toMany = new MessageContent(
                TransparentKeys.message(ANA.uid(), "You all"), null, EVERYBODY.subList(1, 51), null, null);
        for (int i = 0; i < MENTIONING; i++) {
            history.sent(GROUP, ANA.uid(), toMany);
        }
        List<Integer> numbers =
                IntStream.rangeClosed(2, GroupLimits.MEMBERS).boxed().toList();
        List<Long> last = numbers.stream().map(number -> 1L + MENTIONING).toList();
        List<Long> read = numbers.stream().map(number -> 2L).toList();
        history.add(GROUP.aggregateId(), ANA.uid(), new ReceiptsRecorded(numbers, last, read));
        for (int i = 0; i < 2 * ReactionLimits.EMOJI; i++) {
            String emoji = "emoji-" + i / 2;
            history.did(GROUP, EVERYBODY.get(i), by -> new MessageReacted(2, by, EVERYBODY.get(by - 1), emoji, true));
        }
        for (Uid person : EVERYBODY.subList(200, 300)) {
            history.did(GROUP, person, by -> new MessageReacted(2, by, person, "emoji-0", true));
        }
        views = RunningViews.of(history.events()).settled();
    }

    @AfterAll
    static void close() {
        views.close();
    }

    @Test
    void shouldShowOneMemberAloneInTheConversation() {
        ConversationView group =
                views.ask(new FindConversation(BOB.uid(), GROUP, AtLeast.ANYTHING), ConversationView.class);
        assertThat(group.memberCount()).isEqualTo(GroupLimits.MEMBERS);
        assertThat(group.members()).extracting(MemberView::member).containsExactly(BOB.uid());
    }

    @Test
    void shouldNameTheNewestMentionsInTheEntry() {
        InboxEntry entry = views.ask(new FindEntries(BOB.uid(), List.of(GROUP), AtLeast.ANYTHING), InboxPage.class)
                .entries()
                .getFirst();
        assertThat(entry.mentionSeqs()).hasSize(InboxEntry.MENTIONS).endsWith(1L + MENTIONING);
        assertThat(entry.conversation().members()).hasSize(1);
    }

    @Test
    void shouldTellTheLastWhoJoinedOfAnEntryOfOneMember() {
        FindChanges query =
                new FindChanges(EVERYBODY.getLast(), beforeTheLastJoined, PAGE, 10 * PAGE, 64, AtLeast.ANYTHING);
        assertThat(views.ask(query, Changes.class).changes().getFirst())
                .isInstanceOfSatisfying(
                        Created.class,
                        created -> assertThat(created.entry().conversation().members())
                                .hasSize(1));
    }

    @Test
    void shouldPageThroughAllMembers() {
        List<Uid> found = new ArrayList<>();
        String next = null;
        do {
            MembersPage page =
                    views.ask(new FindMembers(BOB.uid(), GROUP, PAGE, next, AtLeast.ANYTHING), MembersPage.class);
            assertThat(page.members()).hasSize(PAGE);
            page.members().forEach(member -> found.add(member.member()));
            next = page.next();
        } while (next != null);
        assertThat(found).containsExactlyElementsOf(EVERYBODY);
    }

    @Test
    void shouldPageThroughAllReceipts() {
        List<Uid> found = new ArrayList<>();
        String next = null;
        do {
            ReceiptsPage page =
                    views.ask(new FindReceipts(BOB.uid(), GROUP, PAGE, next, AtLeast.ANYTHING), ReceiptsPage.class);
            assertThat(page.members()).hasSize(PAGE);
            page.members().stream().map(ReceiptView::member).forEach(found::add);
            next = page.next();
        } while (next != null);
        assertThat(found).containsExactlyElementsOf(EVERYBODY);
    }

    @Test
    void shouldPageThroughAllWhomAMessageHasReached() {
        List<Uid> found = new ArrayList<>();
        String next = null;
        do {
            MessageInfo page = views.ask(
                    new FindMessageInfo(BOB.uid(), GROUP, 2, PAGE, next, AtLeast.ANYTHING), MessageInfo.class);
            assertThat(page.delivered()).hasSizeLessThanOrEqualTo(PAGE);
            assertThat(page.read()).hasSizeLessThanOrEqualTo(PAGE);
            page.read().forEach(reached -> found.add(reached.member()));
            next = page.next();
        } while (next != null);
        assertThat(found).containsExactlyElementsOf(EVERYBODY.subList(1, GroupLimits.MEMBERS));
    }

    @Test
    void shouldNameFewOfThoseWhoReact() {
        TimelinePage page = views.ask(
                new FindTimeline(BOB.uid(), GROUP, new Range.Newest(), 200, AtLeast.ANYTHING), TimelinePage.class);
        List<ReactionView> reactions = page.messages().get(1).reactions();
        assertThat(reactions)
                .hasSize(ReactionLimits.EMOJI)
                .allMatch(reaction -> reaction.users().size() <= ReactionView.NAMED);
        assertThat(reactions.getFirst().count()).isEqualTo(102);
        assertThat(page.notices()).hasSizeLessThanOrEqualTo(TimelinePage.NOTICES);
    }

    @Test
    void shouldCountForAnAuthorInsteadOfNaming() {
        FindReceiptCounts query = new FindReceiptCounts(GROUP, List.of(ANA.uid()), 0, AtLeast.ANYTHING);
        assertThat(views.ask(query, ReceiptCounts.class).found())
                .singleElement()
                .satisfies(author -> {
                    assertThat(author.counts()).hasSizeLessThanOrEqualTo(GroupLimits.COUNTS_TOLD);
                    assertThat(author.counts().getLast().delivered()).isEqualTo(GroupLimits.MEMBERS - 1);
                });
    }

    private static Uid[] people(int from, int to) {
        return EVERYBODY.subList(from, to).toArray(Uid[]::new);
    }
}
