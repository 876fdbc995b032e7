package io.verbatim.query.conversation;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static io.verbatim.testkit.People.DAVID;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindMessageInfo;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MessageInfo;
import io.verbatim.api.conversation.MessageInfo.Reached;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How far messages have come, where somebody who has left is among those whom it is about, or asks.
class FormerMembersTest {

    private static final ConversationId GROUP = ConversationId.group();

    private final History history = new History()
            .created(GROUP, ANA.uid(), "Friends", BOB.uid(), CARLA.uid())
            .sent(GROUP, ANA.uid(), "one");

    @Test
    void shouldTellOthersNothingThatWhoLeftReadLater() {
        delivered(BOB.uid(), 1, 0);
        history.removed(GROUP, ANA.uid(), BOB.uid()).read(GROUP, BOB.uid(), 1);
        try (RunningViews views = RunningViews.of(history.events())) {
            for (Uid other : List.of(ANA.uid(), CARLA.uid())) {
                assertThat(people(info(views, other, 1).delivered())).containsExactly(BOB.uid());
                assertThat(info(views, other, 1).read()).isEmpty();
            }
            assertThat(people(info(views, BOB.uid(), 1).read())).containsExactly(BOB.uid());
        }
    }

    @Test
    void shouldTellOthersNothingOfItOnceItHasComeAgain() {
        history.removed(GROUP, ANA.uid(), BOB.uid()).read(GROUP, BOB.uid(), 1);
        history.added(GROUP, ANA.uid(), BOB.uid()).sent(GROUP, ANA.uid(), "two");
        history.read(GROUP, BOB.uid(), 2);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(info(views, ANA.uid(), 1).read()).isEmpty();
            assertThat(info(views, ANA.uid(), 1).delivered()).isEmpty();
            assertThat(people(info(views, BOB.uid(), 1).read())).containsExactly(BOB.uid());
            assertThat(people(info(views, CARLA.uid(), 2).read())).containsExactly(BOB.uid());
        }
    }

    @Test
    void shouldTellWhoLeftNothingThatAnotherReadAfterItsLeaving() {
        history.removed(GROUP, CARLA.uid(), CARLA.uid()).read(GROUP, CARLA.uid(), 1);
        history.removed(GROUP, ANA.uid(), BOB.uid()).read(GROUP, BOB.uid(), 1);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(people(info(views, BOB.uid(), 1).read())).containsExactly(BOB.uid());
            assertThat(people(info(views, CARLA.uid(), 1).read())).containsExactly(CARLA.uid());
        }
    }

    @Test
    void shouldShowToWhoLeftTheStatusOfThatTime() {
        history.sent(GROUP, BOB.uid(), "two").sent(GROUP, BOB.uid(), "three").sent(GROUP, BOB.uid(), "four");
        history.read(GROUP, ANA.uid(), 2).read(GROUP, CARLA.uid(), 2);
        delivered(ANA.uid(), 3, 2);
        delivered(CARLA.uid(), 3, 2);
        history.removed(GROUP, ANA.uid(), BOB.uid());
        history.read(GROUP, ANA.uid(), 4).read(GROUP, CARLA.uid(), 4);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(statuses(views, BOB.uid()))
                    .containsExactly(null, MessageStatus.READ, MessageStatus.DELIVERED, MessageStatus.SENT);
            assertThat(views.ask(new FindEntries(BOB.uid(), List.of(GROUP), AtLeast.ANYTHING), InboxPage.class)
                            .entries()
                            .getFirst()
                            .lastStatus())
                    .isEqualTo(MessageStatus.SENT);
        }
    }

    @Test
    void shouldCountForTheStatusOfThatTimeWhoHadNotLeftByThen() {
        history.added(GROUP, ANA.uid(), DAVID.uid())
                .sent(GROUP, BOB.uid(), "two")
                .read(GROUP, ANA.uid(), 2);
        history.removed(GROUP, CARLA.uid(), CARLA.uid()).removed(GROUP, ANA.uid(), BOB.uid());
        history.removed(GROUP, DAVID.uid(), DAVID.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(statuses(views, BOB.uid())).containsExactly(null, MessageStatus.SENT);
        }
        history.read(GROUP, DAVID.uid(), 2);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(statuses(views, BOB.uid())).containsExactly(null, MessageStatus.SENT);
        }
    }

    @Test
    void shouldFindTheStatusOfThatTimeFarBack() {
        history.sent(GROUP, BOB.uid(), "two").read(GROUP, ANA.uid(), 2);
        for (int i = 0; i < 300; i++) {
            history.sent(GROUP, ANA.uid(), "more").read(GROUP, CARLA.uid(), 3 + i);
        }
        history.removed(GROUP, ANA.uid(), BOB.uid()).read(GROUP, ANA.uid(), 302);
        history.sent(GROUP, ANA.uid(), "later").read(GROUP, CARLA.uid(), 303);
        try (RunningViews views = RunningViews.of(history.events())) {
            FindTimeline first = new FindTimeline(BOB.uid(), GROUP, new Range.After(1), 1, AtLeast.ANYTHING);
            assertThat(views.ask(first, TimelinePage.class).statuses()).containsExactly(MessageStatus.READ);
        }
    }

    @Test
    void shouldSayLessThanWasSoBeyondTheMovesThatAreLookedAt() {
        history.sent(GROUP, BOB.uid(), "two").read(GROUP, ANA.uid(), 2);
        history.sent(GROUP, ANA.uid(), "three");
        for (int i = 0; i <= PastRoster.MOST_LOOKED_AT; i++) {
            history.read(GROUP, CARLA.uid(), 3);
        }
        history.removed(GROUP, ANA.uid(), BOB.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(statuses(views, BOB.uid())).startsWith(null, MessageStatus.READ);
        }
        history.read(GROUP, ANA.uid(), 3);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(statuses(views, BOB.uid())).startsWith(null, MessageStatus.SENT);
        }
    }

    @Test
    void shouldFindTheStatusOfThatTimeInAllBlocksOfMembers() {
        List<Uid> many = IntStream.rangeClosed(100, 249).mapToObj(People::uid).toList();
        history.added(GROUP, ANA.uid(), many.toArray(Uid[]::new)).sent(GROUP, BOB.uid(), "two");
        history.sent(GROUP, BOB.uid(), "three");
        read(many, 2).read(GROUP, ANA.uid(), 2).read(GROUP, CARLA.uid(), 2);
        history.removed(GROUP, ANA.uid(), BOB.uid());
        read(many, 3).read(GROUP, ANA.uid(), 3).read(GROUP, CARLA.uid(), 3);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(statuses(views, BOB.uid())).containsExactly(null, MessageStatus.READ, MessageStatus.SENT);
        }
    }

    private History read(List<Uid> people, long upTo) {
        List<Integer> members =
                people.stream().map(person -> history.member(GROUP, person)).toList();
        List<Long> seqs = people.stream().map(person -> upTo).toList();
        return history.did(GROUP, ANA.uid(), by -> new ReceiptsRecorded(members, seqs, seqs));
    }

    private void delivered(Uid member, long upTo, long read) {
        history.did(
                GROUP,
                member,
                number -> new ReceiptsRecorded(List.of(number), List.of(upTo), List.of(read), List.of()));
    }

    private static MessageInfo info(RunningViews views, Uid caller, long seq) {
        return views.ask(new FindMessageInfo(caller, GROUP, seq, 10, null, AtLeast.ANYTHING), MessageInfo.class);
    }

    private static List<Uid> people(List<Reached> reached) {
        return reached.stream().map(Reached::member).toList();
    }

    private static List<MessageStatus> statuses(RunningViews views, Uid caller) {
        return views.ask(new FindTimeline(caller, GROUP, new Range.Newest(), 50, AtLeast.ANYTHING), TimelinePage.class)
                .statuses();
    }
}
