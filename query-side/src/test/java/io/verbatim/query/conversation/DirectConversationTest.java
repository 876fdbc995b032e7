package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.FindMembers;
import io.verbatim.api.conversation.FindMessageInfo;
import io.verbatim.api.conversation.FindOwnChanges;
import io.verbatim.api.conversation.FindReceipts;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MembersPage;
import io.verbatim.api.conversation.MessageInfo;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.OwnChanges;
import io.verbatim.api.conversation.ReceiptsPage;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the two of a direct conversation see of it, and when it begins to exist for whom.
class DirectConversationTest {

    @Test
    void shouldExistOnlyForWhoOpenedItUntilTheFirstMessage() {
        try (RunningViews views = RunningViews.of(Histories.opened().events())) {
            assertThat(inbox(views, ANA.uid())).hasSize(1);
            assertThat(inbox(views, BOB.uid())).isEmpty();
            assertThat(entries(views, BOB.uid())).isEmpty();
            assertThat(seen(views, ANA.uid()).lastSeq()).isZero();
            assertNotFound(views, BOB.uid());
        }
    }

    @Test
    void shouldBeginWithItsOpeningAndNotWithABlock() {
        History history = new History().blocked(BOB.uid(), ANA.uid()).unblocked(BOB.uid(), ANA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertNotFound(views, ANA.uid());
            assertNotFound(views, BOB.uid());
            history.opened(ANA.uid(), BOB.uid());
            views.log().append(history.last());

            ConversationView anas = views.settled()
                    .ask(
                            new FindConversation(ANA.uid(), ANA_AND_BOB, AtLeast.version(ANA_AND_BOB, 3)),
                            ConversationView.class);
            assertThat(anas.version()).isEqualTo(3);
            assertThat(anas.createdAt()).isEqualTo(history.last().at());
        }
    }

    @Test
    void shouldStayAsItIsWhenItIsBlockedButForItsVersion() {
        History history = Histories.talked();
        ConversationView before;
        try (RunningViews views = RunningViews.of(history.events())) {
            before = seen(views, ANA.uid());
        }
        history.blocked(BOB.uid(), ANA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            ConversationView after = seen(views, ANA.uid());
            assertThat(after.version()).isEqualTo(before.version() + 1);
            assertThat(after.createdAt()).isEqualTo(before.createdAt());
            assertThat(after.lastSeq()).isEqualTo(before.lastSeq());
        }
    }

    @Test
    void shouldExistForNobodyElse() {
        try (RunningViews views = RunningViews.of(Histories.talked().events())) {
            assertNotFound(views, CARLA.uid());
            assertThat(entries(views, CARLA.uid())).isEmpty();
        }
    }

    @Test
    void shouldExistForBothFromTheFirstMessage() {
        History history = Histories.opened().sent(ANA.uid(), BOB.uid(), "Hello");
        try (RunningViews views = RunningViews.of(history.events())) {
            ConversationView bobs = seen(views, BOB.uid());
            assertThat(bobs.joinedAt()).isEqualTo(history.last().at());
            assertThat(bobs.createdAt()).isEqualTo(history.events().get(2).at());
            assertThat(seen(views, ANA.uid()).joinedAt())
                    .isEqualTo(history.events().get(2).at());
            assertThat(inbox(views, BOB.uid()))
                    .singleElement()
                    .extracting(InboxEntry::lastActivityAt)
                    .isEqualTo(history.last().at());
        }
    }

    @Test
    void shouldExistForBothWhenBothHaveOpenedIt() {
        History history = Histories.opened();
        RecordedEvent bobOpens = history.opened(BOB.uid(), ANA.uid()).last();
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(seen(views, BOB.uid()).joinedAt()).isEqualTo(bobOpens.at());
            assertThat(inbox(views, BOB.uid()))
                    .singleElement()
                    .extracting(InboxEntry::lastActivityAt)
                    .isEqualTo(bobOpens.at());
            assertThat(inbox(views, ANA.uid()))
                    .singleElement()
                    .extracting(InboxEntry::lastActivityAt)
                    .isEqualTo(history.events().get(2).at());
        }
    }

    @Test
    void shouldStayAsItIsWhenItIsOpenedAgainLater() {
        History history = Histories.talked();
        RecordedEvent before = history.last();
        try (RunningViews views =
                RunningViews.of(history.opened(BOB.uid(), ANA.uid()).events())) {
            assertThat(seen(views, BOB.uid()).joinedAt())
                    .isEqualTo(history.events().get(3).at());
            assertThat(seen(views, BOB.uid()).version()).isEqualTo(8);
            assertThat(inbox(views, BOB.uid()).getFirst().lastActivityAt()).isEqualTo(before.at());
        }
    }

    @Test
    void shouldShowAConversationToEachOfTheTwo() {
        History history = Histories.talked();
        try (RunningViews views = RunningViews.of(history.events())) {
            ConversationView anas = seen(views, ANA.uid());
            assertThat(anas.id()).isEqualTo(ANA_AND_BOB);
            assertThat(anas.type()).isEqualTo(ConversationType.DIRECT);
            assertThat(anas.version()).isEqualTo(7);
            assertThat(anas.memberCount()).isEqualTo(2);
            assertThat(anas.members()).extracting(MemberView::member).containsExactly(ANA.uid(), BOB.uid());
            assertThat(anas.otherThan(ANA.uid())).isEqualTo(BOB.uid());
            assertThat(anas.left()).isFalse();
            assertThat(anas.joinedSeq()).isEqualTo(1);
            assertThat(anas.lastSeq()).isEqualTo(3);
            assertThat(anas.ownSeq()).isEqualTo(3);
            assertThat(anas.deliveredSeq()).isEqualTo(2);
            assertThat(anas.readSeq()).isZero();
            assertThat(anas.clearedSeq()).isZero();
            ConversationView bobs = seen(views, BOB.uid());
            assertThat(bobs.ownSeq()).isEqualTo(2);
            assertThat(bobs.deliveredSeq()).isEqualTo(1);
            assertThat(bobs.readSeq()).isEqualTo(1);
        }
    }

    @Test
    void shouldCountWhatIsUnread() {
        History history = Histories.talked();
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(seen(views, ANA.uid()).unread()).isZero();
            assertThat(seen(views, BOB.uid()).unread()).isEqualTo(1);
            views.log().append(history.sent(ANA.uid(), BOB.uid(), "And?").last());
            assertThat(seen(views.settled(), BOB.uid()).unread()).isEqualTo(2);
            views.log().append(history.read(BOB.uid(), ANA.uid(), 3).last());
            assertThat(seen(views.settled(), BOB.uid()).unread()).isEqualTo(1);
            views.log().append(history.sent(BOB.uid(), ANA.uid(), "Well.").last());
            assertThat(seen(views.settled(), BOB.uid()).unread()).isZero();
            assertThat(seen(views, ANA.uid()).unread()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellHowFarOnesOwnLastMessageHasCome() {
        History history = Histories.talked();
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(inbox(views, ANA.uid()).getFirst().lastStatus()).isEqualTo(MessageStatus.SENT);
            assertThat(inbox(views, BOB.uid()).getFirst().lastStatus()).isNull();
            views.log().append(history.delivered(BOB.uid(), ANA.uid(), 3).last());
            assertThat(inbox(views.settled(), ANA.uid()).getFirst().lastStatus())
                    .isEqualTo(MessageStatus.DELIVERED);
            views.log().append(history.read(BOB.uid(), ANA.uid(), 3).last());
            assertThat(inbox(views.settled(), ANA.uid()).getFirst().lastStatus())
                    .isEqualTo(MessageStatus.READ);
        }
    }

    @Test
    void shouldCallSentWhatNobodyIsLeftToHave() {
        History history = Histories.talked().read(BOB.uid(), ANA.uid(), 3).left(BOB.uid(), ANA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(inbox(views, ANA.uid()).getFirst().lastStatus()).isEqualTo(MessageStatus.SENT);
            TimelinePage bobs = views.ask(
                    new FindTimeline(BOB.uid(), ANA_AND_BOB, new FindTimeline.Range.Newest(), 10, AtLeast.ANYTHING),
                    TimelinePage.class);
            assertThat(bobs.statuses()).containsExactly(null, MessageStatus.DELIVERED, null);
        }
    }

    @Test
    void shouldTellTheOtherThatOneHasLeft() {
        History history = Histories.talked().read(BOB.uid(), ANA.uid(), 3);
        long before = history.last().position();
        RecordedEvent leaving = history.left(BOB.uid(), ANA.uid()).last();
        NoticeView parting = new NoticeView(
                NoticeView.Kind.LEFT,
                leaving.version(),
                3,
                leaving.at(),
                BOB.uid(),
                null,
                1,
                List.of(new NoticeView.MemberChange(BOB.uid(), null)));
        try (RunningViews views = RunningViews.of(history.events())) {
            ConversationView anas = seen(views, ANA.uid());
            assertThat(anas.version()).isEqualTo(leaving.version());
            assertThat(anas.left()).isFalse();
            assertThat(anas.memberCount()).isEqualTo(1);
            assertThat(anas.members()).extracting(MemberView::member).containsExactly(ANA.uid());
            assertThat(anas.otherThan(ANA.uid())).isEqualTo(BOB.uid());
            assertThat(seen(views, BOB.uid()).left()).isTrue();
            assertThat(missed(views, ANA.uid(), before))
                    .containsExactly(new Changes.Notice(ANA_AND_BOB, parting, leaving.position()));
            assertThat(missed(views, ANA.uid(), leaving.position())).isEmpty();
            assertThat(notices(views, new FindTimeline.Range.Newest(), 10)).containsExactly(parting);
            assertThat(notices(views, new FindTimeline.Range.After(3), 10)).containsExactly(parting);
            assertThat(notices(views, new FindTimeline.Range.Before(3), 10)).isEmpty();
            assertThat(notices(views, new FindTimeline.Range.After(0), 2)).isEmpty();
        }
    }

    @Test
    void shouldTellNobodyThatOneHasLeftFromWhatDoesNotExistForIt() {
        History history = Histories.opened().left(ANA.uid(), BOB.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(missed(views, BOB.uid(), 0)).noneMatch(Changes.Notice.class::isInstance);
            assertThat(views.ask(
                                    new FindOwnChanges(
                                            List.of(new FindOwnChanges.Asked(ANA_AND_BOB, BOB.uid(), 0)),
                                            AtLeast.ANYTHING),
                                    OwnChanges.class)
                            .found())
                    .containsExactly(new OwnChanges.Found(List.of()));
            assertNotFound(views, BOB.uid());
        }
    }

    private static List<Changes.Change> missed(RunningViews views, Uid person, long after) {
        return views.settled()
                .ask(new FindChanges(person, after, 1_000, 10_000, 64, AtLeast.ANYTHING), Changes.class)
                .changes();
    }

    private static List<NoticeView> notices(RunningViews views, FindTimeline.Range range, int limit) {
        return views.ask(new FindTimeline(ANA.uid(), ANA_AND_BOB, range, limit, AtLeast.ANYTHING), TimelinePage.class)
                .notices();
    }

    @Test
    void shouldNotMoveWatermarksBySending() {
        History history = Histories.opened().sent(ANA.uid(), BOB.uid(), "One").sent(BOB.uid(), ANA.uid(), "Two");
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(seen(views, BOB.uid()).readSeq()).isZero();
            assertThat(seen(views, BOB.uid()).deliveredSeq()).isZero();
            TimelinePage anas = views.ask(
                    new FindTimeline(ANA.uid(), ANA_AND_BOB, new FindTimeline.Range.Newest(), 10, AtLeast.ANYTHING),
                    TimelinePage.class);
            assertThat(anas.statuses()).containsExactly(MessageStatus.SENT, null);
        }
    }

    @Test
    void shouldPageItsMembers() {
        try (RunningViews views = RunningViews.of(Histories.talked().events())) {
            MembersPage first =
                    views.ask(new FindMembers(BOB.uid(), ANA_AND_BOB, 1, null, AtLeast.ANYTHING), MembersPage.class);
            assertThat(first.members()).extracting(MemberView::member).containsExactly(ANA.uid());
            MembersPage second = views.ask(
                    new FindMembers(BOB.uid(), ANA_AND_BOB, 1, first.next(), AtLeast.ANYTHING), MembersPage.class);
            assertThat(second.members()).extracting(MemberView::member).containsExactly(BOB.uid());
            assertThat(second.next()).isNull();
            assertThat(views.refusal(
                                    new FindMembers(BOB.uid(), ANA_AND_BOB, 1, "none", AtLeast.ANYTHING),
                                    MembersPage.class)
                            .field())
                    .isEqualTo("after");
        }
    }

    private static void assertNotFound(RunningViews views, Uid caller) {
        assertThat(List.of(
                        views.refusal(
                                new FindConversation(caller, ANA_AND_BOB, AtLeast.ANYTHING), ConversationView.class),
                        views.refusal(
                                new FindMembers(caller, ANA_AND_BOB, 10, null, AtLeast.ANYTHING), MembersPage.class),
                        views.refusal(
                                new FindTimeline(
                                        caller, ANA_AND_BOB, new FindTimeline.Range.Newest(), 10, AtLeast.ANYTHING),
                                TimelinePage.class),
                        views.refusal(
                                new FindReceipts(caller, ANA_AND_BOB, 10, null, AtLeast.ANYTHING), ReceiptsPage.class),
                        views.refusal(
                                new FindMessageInfo(caller, ANA_AND_BOB, 1, 10, null, AtLeast.ANYTHING),
                                MessageInfo.class)))
                .allSatisfy(refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_FOUND));
    }

    private static ConversationView seen(RunningViews views, Uid caller) {
        return views.ask(new FindConversation(caller, ANA_AND_BOB, AtLeast.ANYTHING), ConversationView.class);
    }

    private static List<InboxEntry> inbox(RunningViews views, Uid owner) {
        return views.ask(new FindInbox(owner, 50, null, AtLeast.ANYTHING), InboxPage.class)
                .entries();
    }

    private static List<InboxEntry> entries(RunningViews views, Uid owner) {
        return views.ask(new FindEntries(owner, List.of(ANA_AND_BOB), AtLeast.ANYTHING), InboxPage.class)
                .entries();
    }
}
