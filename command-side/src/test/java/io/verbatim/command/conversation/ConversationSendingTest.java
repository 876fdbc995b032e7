package io.verbatim.command.conversation;

import static io.verbatim.command.conversation.ConversationFixture.ANA;
import static io.verbatim.command.conversation.ConversationFixture.BOB;
import static io.verbatim.command.conversation.ConversationFixture.CHAT;
import static io.verbatim.command.conversation.ConversationFixture.EVE;
import static io.verbatim.command.conversation.ConversationFixture.HELLO;
import static io.verbatim.command.conversation.ConversationFixture.ONE;
import static io.verbatim.command.conversation.ConversationFixture.TWO;
import static io.verbatim.command.conversation.ConversationFixture.fixture;
import static io.verbatim.command.conversation.ConversationFixture.openedByAna;
import static io.verbatim.command.conversation.ConversationFixture.sealed;
import static io.verbatim.command.conversation.ConversationFixture.sentByAna;
import static io.verbatim.command.conversation.ConversationFixture.sentByBob;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.RecogniseMessage;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.conversation.ConversationFixture.FakeMessages;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationSendingTest {

    private static final Refusal NOT_THERE =
            Refusal.of(RefusalCode.NOT_FOUND, "conversation: not there for the caller");

    @Test
    void shouldNumberMessagesDensely() {
        fixture()
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new SendMessage(CHAT, ANA, TWO, HELLO))
                .expectEvents(sentByAna(2, TWO))
                .expectResultMessagePayload(new MessageAcceptance(MessageId.of(CHAT, 2), 2, 3, null, false));
    }

    @Test
    void shouldLetTheOtherAnswerAfterTheFirstMessage() {
        fixture()
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new SendMessage(CHAT, BOB, TWO, HELLO))
                .expectEvents(sentByBob(2, TWO));
    }

    @Test
    void shouldRefuseTheOtherBeforeTheFirstMessage() {
        fixture()
                .given(openedByAna())
                .when(new SendMessage(CHAT, BOB, ONE, HELLO))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(NOT_THERE);
    }

    @Test
    void shouldRefuseAStranger() {
        fixture()
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new SendMessage(CHAT, EVE, TWO, HELLO))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(NOT_THERE);
    }

    @Test
    void shouldRefuseWhatNobodyHasOpened() {
        var fixture = fixture();
        fixture.setReportIllegalStateChange(false); // there is nothing to compare: it was never recorded
        fixture.givenNoPriorActivity()
                .when(new SendMessage(ConversationId.direct(ANA, EVE), ANA, ONE, HELLO))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(NOT_THERE);
    }

    @Test
    void shouldGiveTheFirstAnswerAgainOnARepeat() {
        Instant first = Instant.parse("2026-11-01T12:00:00.123Z");
        fixture(new FakeMessages().with(ANA, ONE, 1, 2, first))
                .given(openedByAna(), sentByAna(1, ONE), sentByBob(2, ONE))
                .when(new SendMessage(CHAT, ANA, ONE, MessageContent.text(sealed("something else"))))
                .expectNoEvents()
                .expectResultMessagePayload(new MessageAcceptance(MessageId.of(CHAT, 1), 1, 2, first, true));
    }

    @Test
    void shouldRecogniseWhatItHasAccepted() {
        Instant first = Instant.parse("2026-11-01T12:00:00.123Z");
        fixture(new FakeMessages().with(ANA, ONE, 1, 2, first))
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new RecogniseMessage(CHAT, ANA, ONE))
                .expectNoEvents()
                .expectResultMessagePayload(new MessageAcceptance(MessageId.of(CHAT, 1), 1, 2, first, true));
    }

    @Test
    void shouldNotRecogniseWhatIsNewOrAnothers() {
        fixture(new FakeMessages().with(ANA, ONE, 1, 2, Instant.EPOCH))
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new RecogniseMessage(CHAT, BOB, ONE))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.of(
                        RefusalCode.NOT_FOUND, "clientMessageId: a new one (expected: one that was accepted)"));
        fixture(new FakeMessages().with(EVE, ONE, 1, 2, Instant.EPOCH))
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new RecogniseMessage(CHAT, EVE, ONE))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(NOT_THERE);
    }

    @Test
    void shouldTakeTheSameClientMessageIdFromTwoSenders() {
        fixture(new FakeMessages().with(ANA, ONE, 1, 2, Instant.EPOCH))
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new SendMessage(CHAT, BOB, ONE, HELLO))
                .expectEvents(sentByBob(2, ONE));
    }

    @Test
    void shouldTakeAMentionOfAMemberAndAReply() {
        MessageContent content = new MessageContent(sealed("you"), null, List.of(BOB), 1L, null);
        fixture()
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new SendMessage(CHAT, ANA, TWO, content))
                .expectEvents(new MessageSent(2, 1, ANA, TWO, content));
    }

    @Test
    void shouldRefuseAMentionOfSomebodyElse() {
        expectInvalid(
                new MessageContent(sealed("eve"), null, List.of(EVE), null, null),
                "mentions",
                "mentions: somebody else (expected: members of the conversation)");
    }

    @Test
    void shouldRefuseAReplyToWhatIsNotThere() {
        expectInvalid(
                new MessageContent(sealed("what"), null, List.<Uid>of(), 2L, null),
                "replyTo",
                "replyTo: 2 (expected: a message that the caller sees)");
    }

    private static void expectInvalid(MessageContent content, String field, String detail) {
        fixture()
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new SendMessage(CHAT, ANA, TWO, content))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.invalid(field, detail));
    }
}
