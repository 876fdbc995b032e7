package io.verbatim.query.conversation;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static io.verbatim.testkit.People.DAVID;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.Receipts;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindMembers;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.FindReceiptChanges.Moved;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MembersPage;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.ReactionView;
import io.verbatim.api.conversation.ReceiptChanges;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What members, and those who were members, see of a group.
class GroupTest {

    private static final ConversationId GROUP = ConversationId.group();

    private final TransparentKeys keys = new TransparentKeys();
    private final History history =
            new History().created(GROUP, ANA.uid(), "Friends", BOB.uid()).sent(GROUP, ANA.uid(), "one");

    @Test
    void shouldShowToEachWhatWasSaidWhileItWasAMember() {
        history.added(GROUP, ANA.uid(), CARLA.uid()).sent(GROUP, ANA.uid(), "two");
        history.removed(GROUP, ANA.uid(), CARLA.uid()).sent(GROUP, ANA.uid(), "three");
        history.added(GROUP, ANA.uid(), CARLA.uid()).sent(GROUP, BOB.uid(), "four");
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(texts(views, BOB.uid())).containsExactly("one", "two", "three", "four");
            assertThat(texts(views, CARLA.uid())).containsExactly("two", "four");
            assertThat(views.refusal(timeline(DAVID.uid()), TimelinePage.class).code())
                    .isEqualTo(RefusalCode.NOT_FOUND);
        }
    }

    @Test
    void shouldKeepInTheInboxOfWhoLeftWhatItWas() {
        history.sent(GROUP, ANA.uid(), "two").removed(GROUP, BOB.uid(), BOB.uid());
        history.sent(GROUP, ANA.uid(), "three").retitled(GROUP, ANA.uid(), "Without Bob");
        try (RunningViews views = RunningViews.of(history.events())) {
            InboxEntry entry = views.ask(new FindEntries(BOB.uid(), List.of(GROUP), AtLeast.ANYTHING), InboxPage.class)
                    .entries()
                    .getFirst();
            assertThat(entry.conversation().left()).isTrue();
            assertThat(entry.conversation().lastSeq()).isEqualTo(2);
            assertThat(text(entry.lastMessage())).isEqualTo("two");
        }
    }

    @Test
    void shouldNotShowToWhoLeftWhatBecameOfAMessageLater() {
        history.sent(GROUP, ANA.uid(), "two").removed(GROUP, ANA.uid(), BOB.uid());
        MessagePatch patch = new MessagePatch(TransparentKeys.message(ANA.uid(), "secret"), null, null);
        history.did(GROUP, ANA.uid(), member -> new MessageEdited(1, member, ANA.uid(), patch));
        history.did(GROUP, ANA.uid(), member -> new MessageReacted(1, member, ANA.uid(), "x", true));
        history.did(GROUP, ANA.uid(), member -> new MessageEdited(2, member, ANA.uid(), patch));
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(texts(views, ANA.uid())).containsExactly("secret", "secret");
            assertThat(texts(views, BOB.uid())).containsExactly("one", "two");
            assertThat(page(views, BOB.uid()).messages())
                    .allMatch(message -> message.reactions().isEmpty() && message.editedAt() == null);
            InboxEntry entry = views.ask(new FindEntries(BOB.uid(), List.of(GROUP), AtLeast.ANYTHING), InboxPage.class)
                    .entries()
                    .getFirst();
            assertThat(text(entry.lastMessage())).isEqualTo("two");
        }
    }

    @Test
    void shouldShowToWhoLeftWhatHadBecomeOfAMessageBefore() {
        MessagePatch patch = new MessagePatch(TransparentKeys.message(ANA.uid(), "edited"), null, null);
        history.did(GROUP, ANA.uid(), member -> new MessageEdited(1, member, ANA.uid(), patch));
        history.did(GROUP, ANA.uid(), member -> new MessageReacted(1, member, ANA.uid(), "x", true));
        long version = history.last().version();
        history.removed(GROUP, ANA.uid(), BOB.uid());
        history.did(GROUP, ANA.uid(), member -> new MessageReacted(1, member, ANA.uid(), "y", true));
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(texts(views, BOB.uid())).containsExactly("edited");
            assertThat(page(views, BOB.uid()).messages()).singleElement().satisfies(message -> {
                assertThat(message.version()).isEqualTo(version);
                assertThat(message.editedAt()).isNotNull();
                assertThat(message.reactions()).extracting(ReactionView::emoji).containsExactly("x");
            });
        }
    }

    @Test
    void shouldShowTheNoticesBesideWhatIsHidden() {
        history.added(GROUP, ANA.uid(), CARLA.uid()).sent(GROUP, ANA.uid(), "two");
        history.retitled(GROUP, ANA.uid(), "Good friends").sent(GROUP, ANA.uid(), "three");
        history.retitled(GROUP, ANA.uid(), "Best friends");
        history.did(GROUP, BOB.uid(), member -> new MessageHidden(2, member, BOB.uid()));
        history.did(GROUP, BOB.uid(), member -> new MessageHidden(3, member, BOB.uid()));
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(places(page(views, BOB.uid()))).containsExactly(1L, 2L, 3L);
            FindTimeline after = new FindTimeline(BOB.uid(), GROUP, new Range.After(0), 50, AtLeast.ANYTHING);
            assertThat(places(views.ask(after, TimelinePage.class))).containsExactly(1L, 2L, 3L);
            FindTimeline before = new FindTimeline(BOB.uid(), GROUP, new Range.Before(3), 50, AtLeast.ANYTHING);
            assertThat(places(views.ask(before, TimelinePage.class))).containsExactly(1L, 2L);
            assertThat(places(page(views, CARLA.uid()))).containsExactly(1L, 2L, 3L);
        }
    }

    private static List<Long> places(TimelinePage page) {
        return page.notices().stream().map(NoticeView::afterSeq).toList();
    }

    @Test
    void shouldShowToWhoLeftThatAMessageIsDeleted() {
        history.removed(GROUP, ANA.uid(), BOB.uid());
        history.did(GROUP, ANA.uid(), member -> new MessageDeleted(1, member, ANA.uid()));
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(page(views, BOB.uid()).messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.tombstone()).isNotNull());
        }
    }

    @Test
    void shouldTellReceiptsOfWhoLeftToItselfAlone() {
        history.removed(GROUP, BOB.uid(), BOB.uid());
        long place = history.last().position();
        history.read(GROUP, BOB.uid(), 1);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(missed(views, BOB.uid(), place))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Receipts.class,
                            told -> assertThat(told.members())
                                    .singleElement()
                                    .satisfies(own -> assertThat(own.readSeq()).isEqualTo(1)));
            assertThat(missed(views, ANA.uid(), place)).isEmpty();
            FindReceiptChanges query =
                    new FindReceiptChanges(List.of(new Moved(GROUP, List.of(2))), AtLeast.position(place + 1));
            assertThat(views.ask(query, ReceiptChanges.class).changes())
                    .singleElement()
                    .satisfies(changed -> {
                        assertThat(changed.members()).isEmpty();
                        assertThat(changed.former())
                                .extracting(ReceiptView::member)
                                .containsExactly(BOB.uid());
                    });
        }
    }

    private static List<Change> missed(RunningViews views, Uid person, long place) {
        return views.ask(new FindChanges(person, place, 1_000, 10_000, 64, AtLeast.ANYTHING), Changes.class)
                .changes();
    }

    @Test
    void shouldCountAsReadOnceAllWhoCouldHaveRead() {
        history.sent(GROUP, ANA.uid(), "two").added(GROUP, ANA.uid(), CARLA.uid());
        history.read(GROUP, BOB.uid(), 2);
        history.sent(GROUP, ANA.uid(), "three").read(GROUP, BOB.uid(), 3);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(page(views, ANA.uid()).statuses())
                    .containsExactly(MessageStatus.READ, MessageStatus.READ, MessageStatus.SENT);
        }
        history.removed(GROUP, ANA.uid(), CARLA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(page(views, ANA.uid()).statuses()).containsOnly(MessageStatus.READ);
        }
    }

    @Test
    void shouldShowToWhoLeftTheRolesOfThatTime() {
        history.added(GROUP, ANA.uid(), CARLA.uid()).promoted(GROUP, ANA.uid(), BOB.uid(), MemberRole.ADMIN);
        history.removed(GROUP, ANA.uid(), CARLA.uid());
        history.promoted(GROUP, ANA.uid(), BOB.uid(), MemberRole.MEMBER);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(role(views, CARLA.uid(), BOB.uid())).isEqualTo(MemberRole.ADMIN);
            assertThat(role(views, ANA.uid(), BOB.uid())).isEqualTo(MemberRole.MEMBER);
        }
    }

    private static MemberRole role(RunningViews views, Uid caller, Uid member) {
        return views
                .ask(new FindMembers(caller, GROUP, 10, null, AtLeast.ANYTHING), MembersPage.class)
                .members()
                .stream()
                .filter(each -> each.member().equals(member))
                .findFirst()
                .orElseThrow()
                .role();
    }

    private List<String> texts(RunningViews views, Uid caller) {
        return page(views, caller).messages().stream().map(this::text).toList();
    }

    private String text(MessageView message) {
        return keys.open(message.content().text());
    }

    private static TimelinePage page(RunningViews views, Uid caller) {
        return views.ask(timeline(caller), TimelinePage.class);
    }

    private static FindTimeline timeline(Uid caller) {
        return new FindTimeline(caller, GROUP, new Range.Newest(), 50, AtLeast.ANYTHING);
    }
}
