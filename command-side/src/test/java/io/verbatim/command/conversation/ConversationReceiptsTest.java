package io.verbatim.command.conversation;

import static io.verbatim.command.conversation.ConversationFixture.ANA;
import static io.verbatim.command.conversation.ConversationFixture.BOB;
import static io.verbatim.command.conversation.ConversationFixture.CHAT;
import static io.verbatim.command.conversation.ConversationFixture.EVE;
import static io.verbatim.command.conversation.ConversationFixture.ONE;
import static io.verbatim.command.conversation.ConversationFixture.TWO;
import static io.verbatim.command.conversation.ConversationFixture.fixture;
import static io.verbatim.command.conversation.ConversationFixture.openedByAna;
import static io.verbatim.command.conversation.ConversationFixture.sentByAna;

import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.conversation.RecordReceipts;
import io.verbatim.api.conversation.RecordReceipts.Move;
import java.util.List;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class ConversationReceiptsTest {

    @Test
    void shouldRecordADelivery() {
        twoMessages()
                .when(receipts(new Move(BOB, 2, 0)))
                .expectEvents(recorded(2, 2, 0))
                .expectResultMessagePayload(new ReceiptsAnswer(4, List.of(Outcome.RECORDED)));
    }

    @Test
    void shouldTakeReadAsDelivered() {
        twoMessages().when(receipts(new Move(BOB, 0, 2))).expectEvents(recorded(2, 2, 2));
    }

    @Test
    void shouldNeverMoveBack() {
        fixture()
                .given(openedByAna(), sentByAna(1, ONE), sentByAna(2, TWO), recorded(2, 2, 1))
                .when(receipts(new Move(BOB, 1, 1)))
                .expectNoEvents()
                .expectResultMessagePayload(new ReceiptsAnswer(4, List.of(Outcome.UNCHANGED)));
    }

    @Test
    void shouldKeepWhatDoesNotMove() {
        fixture()
                .given(openedByAna(), sentByAna(1, ONE), sentByAna(2, TWO), recorded(2, 2, 0))
                .when(receipts(new Move(BOB, 0, 1)))
                .expectEvents(recorded(2, 2, 1));
    }

    @Test
    void shouldRecordNothingOfAMovePastTheEnd() {
        twoMessages()
                .when(receipts(new Move(BOB, 1, 3)))
                .expectNoEvents()
                .expectResultMessagePayload(new ReceiptsAnswer(3, List.of(Outcome.PAST_THE_END)));
    }

    @Test
    void shouldRecordWhatHoldsAndAnswerEachMoveForItself() {
        twoMessages()
                .when(receipts(new Move(BOB, 2, 1), new Move(EVE, 1, 0), new Move(ANA, 9, 0)))
                .expectEvents(recorded(2, 2, 1))
                .expectResultMessagePayload(
                        new ReceiptsAnswer(4, List.of(Outcome.RECORDED, Outcome.NOT_FOUND, Outcome.PAST_THE_END)));
    }

    @Test
    void shouldRecordMovesOfSeveralMembersInOneEvent() {
        twoMessages()
                .when(receipts(new Move(BOB, 2, 0), new Move(ANA, 1, 1)))
                .expectEvents(new ReceiptsRecorded(List.of(2, 1), List.of(2L, 1L), List.of(0L, 1L)));
    }

    @Test
    void shouldNotBeThereForTheOtherBeforeTheFirstMessage() {
        fixture()
                .given(openedByAna())
                .when(receipts(new Move(BOB, 0, 0)))
                .expectNoEvents()
                .expectResultMessagePayload(new ReceiptsAnswer(1, List.of(Outcome.NOT_FOUND)));
    }

    private static TestExecutor<Conversation> twoMessages() {
        return fixture().given(openedByAna(), sentByAna(1, ONE), sentByAna(2, TWO));
    }

    private static RecordReceipts receipts(Move... moves) {
        return new RecordReceipts(CHAT, List.of(moves));
    }

    private static ReceiptsRecorded recorded(int member, long delivered, long read) {
        return new ReceiptsRecorded(List.of(member), List.of(delivered), List.of(read));
    }
}
