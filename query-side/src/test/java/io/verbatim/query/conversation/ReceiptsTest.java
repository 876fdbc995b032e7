package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindMessageInfo;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.FindReceiptChanges.Moved;
import io.verbatim.api.conversation.FindReceipts;
import io.verbatim.api.conversation.MessageInfo;
import io.verbatim.api.conversation.MessageInfo.Reached;
import io.verbatim.api.conversation.ReceiptChanges;
import io.verbatim.api.conversation.ReceiptChanges.Changed;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.conversation.ReceiptsPage;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import io.verbatim.testkit.People;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    @Test
    void shouldShowTheWatermarksOfBoth() {
        History history = Histories.opened()
                .sent(ANA.uid(), BOB.uid(), "One")
                .sent(ANA.uid(), BOB.uid(), "Two")
                .delivered(BOB.uid(), ANA.uid(), 2)
                .read(BOB.uid(), ANA.uid(), 1);
        Instant delivered = history.events().get(5).at();
        Instant read = history.events().get(6).at();
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(receipts(views, 10, null).members())
                    .containsExactly(
                            new ReceiptView(ANA.uid(), 0, null, 0, null),
                            new ReceiptView(BOB.uid(), 2, delivered, 1, read));
        }
    }

    @Test
    void shouldKeepTheTimeOfAWatermarkThatDoesNotMove() {
        History history = Histories.opened().sent(ANA.uid(), BOB.uid(), "One").delivered(BOB.uid(), ANA.uid(), 1);
        Instant delivered = history.last().at();
        history.delivered(BOB.uid(), ANA.uid(), 1);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(receipts(views, 10, null).members().getLast().deliveredAt())
                    .isEqualTo(delivered);
        }
    }

    @Test
    void shouldPage() {
        try (RunningViews views = RunningViews.of(Histories.talked().events())) {
            ReceiptsPage first = receipts(views, 1, null);
            assertThat(first.members()).extracting(ReceiptView::member).containsExactly(ANA.uid());
            ReceiptsPage second = receipts(views, 1, first.next());
            assertThat(second.members()).extracting(ReceiptView::member).containsExactly(BOB.uid());
            assertThat(second.next()).isNull();
        }
    }

    @Test
    void shouldTellWhatHasMovedInManyConversations() {
        ConversationId unknown = ConversationId.direct(ANA.uid(), People.STRANGER.uid());
        try (RunningViews views = RunningViews.of(Histories.talked().events())) {
            List<Changed> changes = views.ask(
                            new FindReceiptChanges(
                                    List.of(
                                            new Moved(ANA_AND_BOB, List.of(2, 1)),
                                            new Moved(unknown, List.of(1)),
                                            new Moved(ANA_AND_BOB, List.of(1))),
                                    AtLeast.position(9)),
                            ReceiptChanges.class)
                    .changes();
            assertThat(changes).extracting(Changed::conversationId).containsExactly(ANA_AND_BOB, unknown, ANA_AND_BOB);
            assertThat(changes.getFirst().members())
                    .extracting(ReceiptView::member, ReceiptView::deliveredSeq, ReceiptView::readSeq)
                    .containsExactly(tuple(BOB.uid(), 1L, 1L), tuple(ANA.uid(), 2L, 0L));
            assertThat(changes.get(1).members()).containsExactly(new ReceiptView(ANA.uid(), 0, null, 0, null));
        }
    }

    @Test
    void shouldTellWhenAMessageReachedTheOther() {
        History history = Histories.opened()
                .sent(ANA.uid(), BOB.uid(), "One")
                .sent(ANA.uid(), BOB.uid(), "Two")
                .delivered(BOB.uid(), ANA.uid(), 1)
                .delivered(BOB.uid(), ANA.uid(), 2)
                .read(BOB.uid(), ANA.uid(), 2);
        List<RecordedEvent> events = history.events();
        try (RunningViews views = RunningViews.of(events)) {
            MessageInfo one = info(views, 1);
            assertThat(one.sentAt()).isEqualTo(events.get(3).at());
            assertThat(one.delivered())
                    .containsExactly(new Reached(BOB.uid(), events.get(5).at()));
            assertThat(one.read())
                    .containsExactly(new Reached(BOB.uid(), events.get(7).at()));
            assertThat(one.next()).isNull();
            MessageInfo two = info(views, 2);
            assertThat(two.delivered())
                    .containsExactly(new Reached(BOB.uid(), events.get(6).at()));
        }
    }

    @Test
    void shouldNameNobodyWhomAMessageHasNotReached() {
        try (RunningViews views = RunningViews.of(Histories.talked().events())) {
            assertThat(info(views, 3).delivered()).isEmpty();
            assertThat(info(views, 3).read()).isEmpty();
            assertThat(info(views, 2).delivered()).extracting(Reached::member).containsExactly(ANA.uid());
            assertThat(info(views, 2).read()).isEmpty();
        }
    }

    @Test
    void shouldKnowNoMessageBeyondTheEnds() {
        try (RunningViews views = RunningViews.of(Histories.talked().events())) {
            for (long seq : List.of(0L, -1L, 4L, Long.MAX_VALUE)) {
                assertThat(views.refusal(
                                        new FindMessageInfo(ANA.uid(), ANA_AND_BOB, seq, 10, null, AtLeast.ANYTHING),
                                        MessageInfo.class)
                                .code())
                        .isEqualTo(RefusalCode.NOT_FOUND);
            }
        }
    }

    /// Every message is answered by thousands of moves of both: whichever is asked for is found among them.
    @Test
    void shouldFindTheFirstMoveAmongMany() {
        History history = Histories.opened();
        int messages = 600;
        for (int seq = 1; seq <= messages; seq++) {
            history.sent(ANA.uid(), BOB.uid(), "Message " + seq);
        }
        Instant[] delivered = new Instant[messages + 1];
        Instant[] read = new Instant[messages + 1];
        for (int seq = 1; seq <= messages; seq++) {
            delivered[seq] = history.delivered(BOB.uid(), ANA.uid(), seq).last().at();
            if (seq % 5 == 0) {
                history.read(ANA.uid(), BOB.uid(), Math.max(1, seq / 5));
            }
        }
        for (int seq = 7; seq <= messages; seq += 7) {
            Instant at = history.read(BOB.uid(), ANA.uid(), seq).last().at();
            for (int passed = seq - 6; passed <= seq; passed++) {
                read[passed] = at;
            }
        }
        try (RunningViews views = RunningViews.of(history.events())) {
            for (int seq = 1; seq <= messages; seq += 13) {
                MessageInfo info = info(views, seq);
                assertThat(info.delivered()).containsExactly(new Reached(BOB.uid(), delivered[seq]));
                if (read[seq] == null) {
                    assertThat(info.read()).isEmpty();
                } else {
                    assertThat(info.read()).containsExactly(new Reached(BOB.uid(), read[seq]));
                }
            }
        }
    }

    private static ReceiptsPage receipts(RunningViews views, int limit, String after) {
        return views.ask(new FindReceipts(ANA.uid(), ANA_AND_BOB, limit, after, AtLeast.ANYTHING), ReceiptsPage.class);
    }

    private static MessageInfo info(RunningViews views, long seq) {
        return views.ask(
                new FindMessageInfo(ANA.uid(), ANA_AND_BOB, seq, 10, null, AtLeast.ANYTHING), MessageInfo.class);
    }
}
