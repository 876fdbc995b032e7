package io.verbatim.command.conversation;

import static io.verbatim.command.conversation.ConversationFixture.ANA;
import static io.verbatim.command.conversation.ConversationFixture.BOB;
import static io.verbatim.command.conversation.ConversationFixture.CHAT;
import static io.verbatim.command.conversation.ConversationFixture.HELLO;
import static io.verbatim.command.conversation.ConversationFixture.ONE;
import static io.verbatim.command.conversation.ConversationFixture.TWO;
import static io.verbatim.command.conversation.ConversationFixture.fixture;
import static io.verbatim.command.conversation.ConversationFixture.openedByAna;
import static io.verbatim.command.conversation.ConversationFixture.openedByBob;
import static io.verbatim.command.conversation.ConversationFixture.sentByAna;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.BlockDirectConversation;
import io.verbatim.api.conversation.ConversationAnswer;
import io.verbatim.api.conversation.ConversationCommand;
import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.DeleteMessage;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.EditMessage;
import io.verbatim.api.conversation.LeaveDirectConversation;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.OpenDirectConversation;
import io.verbatim.api.conversation.ReactToMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.api.conversation.UnblockDirectConversation;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.conversation.ConversationFixture.FakeMessages;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ConversationBarriersTest {

    private static final List<Uid> PAIR = List.of(ANA, BOB);
    private static final DirectConversationBlocked BLOCKED_BY_ANA = new DirectConversationBlocked(1, PAIR);
    private static final DirectConversationBlocked BLOCKED_BY_BOB = new DirectConversationBlocked(2, PAIR);
    private static final DirectConversationLeft LEFT_BY_BOB = new DirectConversationLeft(2, PAIR);
    private static final Refusal CLOSED = Refusal.of(RefusalCode.BLOCKED, "conversation: closed by one of the two");

    static final List<Object> BARRIERS = List.of(BLOCKED_BY_ANA, BLOCKED_BY_BOB, LEFT_BY_BOB);

    @ParameterizedTest
    @FieldSource("BARRIERS")
    void shouldBeOpenedByNeither(Object barrier) {
        for (OpenDirectConversation command :
                List.of(new OpenDirectConversation(ANA, BOB), new OpenDirectConversation(BOB, ANA))) {
            fixture()
                    .given(barrier)
                    .when(command)
                    .expectNoEvents()
                    .expectException(RefusedCommand.class)
                    .expectExceptionDetails(CLOSED);
        }
    }

    @ParameterizedTest
    @FieldSource("BARRIERS")
    void shouldTakeMessagesOfNeither(Object barrier) {
        for (Uid sender : PAIR) {
            fixture()
                    .given(openedByAna(), sentByAna(1, ONE), barrier)
                    .when(new SendMessage(CHAT, sender, TWO, HELLO))
                    .expectNoEvents()
                    .expectException(RefusedCommand.class)
                    .expectExceptionDetails(CLOSED);
        }
    }

    @ParameterizedTest
    @FieldSource("BARRIERS")
    void shouldTakeNeitherEditsNorReactions(Object barrier) {
        FakeMessages messages = new FakeMessages().by(ANA, 1);
        for (ConversationCommand command : List.of(
                new EditMessage(CHAT, ANA, 1, new MessagePatch(HELLO.text(), null, null)),
                new ReactToMessage(CHAT, ANA, 1, "x", true),
                new ReactToMessage(CHAT, BOB, 1, "x", true))) {
            fixture(messages)
                    .given(openedByAna(), sentByAna(1, ONE), barrier)
                    .when(command)
                    .expectNoEvents()
                    .expectException(RefusedCommand.class)
                    .expectExceptionDetails(CLOSED);
        }
    }

    @Test
    void shouldLetSomebodyTakeBackWhatItSaidBeforeTheBlock() {
        FakeMessages messages = new FakeMessages().by(ANA, 1);
        fixture(messages)
                .given(openedByAna(), sentByAna(1, ONE), BLOCKED_BY_BOB)
                .when(new DeleteMessage(CHAT, ANA, 1))
                .expectEvents(new MessageDeleted(1, 1, ANA));
        fixture(messages)
                .given(openedByAna(), sentByAna(1, ONE), BLOCKED_BY_BOB)
                .when(new ReactToMessage(CHAT, ANA, 1, "x", false))
                .expectEvents(new MessageReacted(1, 1, ANA, "x", false));
    }

    @Test
    void shouldNotTellOfABlockWhomItDoesNotExistFor() {
        fixture()
                .given(openedByAna(), BLOCKED_BY_ANA)
                .when(new SendMessage(CHAT, BOB, TWO, HELLO))
                .expectNoEvents()
                .expectExceptionDetails(Refusal.of(RefusalCode.NOT_FOUND, "conversation: not there for the caller"));
    }

    @Test
    void shouldAnswerARepeatOfWhatItHadTakenBeforeTheBlock() {
        FakeMessages messages = new FakeMessages().with(ANA, ONE, 1, 2, Instant.EPOCH);
        fixture(messages)
                .given(openedByAna(), sentByAna(1, ONE), BLOCKED_BY_BOB)
                .when(new SendMessage(CHAT, ANA, ONE, HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(new MessageAcceptance(MessageId.of(CHAT, 1), 1, 2, Instant.EPOCH, true));
    }

    @Test
    void shouldBeFoundByWhoHasItWhenItIsBlocked() {
        fixture()
                .given(openedByAna(), sentByAna(1, ONE), BLOCKED_BY_ANA)
                .when(new OpenDirectConversation(BOB, ANA))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOpening(CHAT, 3, false));
    }

    @Test
    void shouldBeginWithABlock() {
        fixture()
                .givenNoPriorActivity()
                .when(new BlockDirectConversation(BOB, ANA))
                .expectEvents(BLOCKED_BY_BOB)
                .expectResultMessagePayload(new ConversationAnswer(1));
    }

    @Test
    void shouldRecordABlockOnceForEachOfTheTwo() {
        fixture()
                .given(BLOCKED_BY_BOB)
                .when(new BlockDirectConversation(BOB, ANA))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationAnswer(1));
        fixture()
                .given(BLOCKED_BY_BOB)
                .when(new BlockDirectConversation(ANA, BOB))
                .expectEvents(BLOCKED_BY_ANA);
    }

    @Test
    void shouldTakeMessagesAgainWhenNeitherBlocksAnyMore() {
        DirectConversationUnblocked byAna = new DirectConversationUnblocked(1, PAIR);
        fixture()
                .given(openedByAna(), BLOCKED_BY_ANA, BLOCKED_BY_BOB, byAna)
                .when(new SendMessage(CHAT, ANA, ONE, HELLO))
                .expectNoEvents()
                .expectExceptionDetails(CLOSED);
        fixture()
                .given(openedByAna(), BLOCKED_BY_ANA, byAna)
                .when(new SendMessage(CHAT, ANA, ONE, HELLO))
                .expectEvents(sentByAna(1, ONE));
    }

    @Test
    void shouldRecordNothingWhenThereIsNoBlockToEnd() {
        fixture()
                .given(openedByBob(), BLOCKED_BY_BOB)
                .when(new UnblockDirectConversation(ANA, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationAnswer(2));
    }

    @Test
    void shouldBeLeftOnce() {
        fixture()
                .given(openedByAna())
                .when(new LeaveDirectConversation(BOB, ANA))
                .expectEvents(LEFT_BY_BOB);
        fixture()
                .given(openedByAna(), LEFT_BY_BOB)
                .when(new LeaveDirectConversation(BOB, ANA))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationAnswer(2));
    }

    @Test
    void shouldBeTheSameFromItsSnapshot() {
        DirectConversation conversation = new DirectConversation(CHAT);
        conversation.on(BLOCKED_BY_BOB);
        conversation.on(LEFT_BY_BOB);
        DirectConversationSnapshot snapshot = (DirectConversationSnapshot) conversation.snapshot();

        assertThat(((DirectConversationSnapshot) new DirectConversation(snapshot).snapshot()).barriers())
                .isEqualTo(new Barriers(false, true, false, true));
    }
}
