package io.verbatim.command.conversation;

import static io.verbatim.command.conversation.ConversationFixture.ANA;
import static io.verbatim.command.conversation.ConversationFixture.BOB;
import static io.verbatim.command.conversation.ConversationFixture.DAN;
import static io.verbatim.command.conversation.ConversationFixture.EVE;
import static io.verbatim.command.conversation.ConversationFixture.GROUP;
import static io.verbatim.command.conversation.ConversationFixture.HELLO;
import static io.verbatim.command.conversation.ConversationFixture.ONE;
import static io.verbatim.command.conversation.ConversationFixture.TWO;
import static io.verbatim.command.conversation.ConversationFixture.created;
import static io.verbatim.command.conversation.ConversationFixture.fixture;
import static io.verbatim.command.conversation.ConversationFixture.left;
import static io.verbatim.command.conversation.ConversationFixture.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ChangeSettings;
import io.verbatim.api.conversation.ClearConversation;
import io.verbatim.api.conversation.DeleteMessage;
import io.verbatim.api.conversation.EditMessage;
import io.verbatim.api.conversation.HideMessage;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageAcceptance;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageId;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessagePatch.Mentions;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReactToMessage;
import io.verbatim.api.conversation.ReceiptsAnswer;
import io.verbatim.api.conversation.ReceiptsAnswer.Outcome;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.conversation.RecordReceipts;
import io.verbatim.api.conversation.RecordReceipts.Move;
import io.verbatim.api.conversation.SendMessage;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.conversation.ConversationFixture.FakeMessages;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What members of a group may do with its messages, and what those who were.
class GroupMessagesTest {

    private static final Refusal LEFT = Refusal.of(RefusalCode.NOT_A_MEMBER, "conversation: left (expected: a member)");
    private static final MessagePatch PATCH = MessagePatch.text(sealed("Hi"));

    /// Bob is removed after the second of three messages.
    private static final Object[] BOB_LEFT = {created(), sent(1), sent(2), left(2, BOB, ANA, 2, 2), sent(3)};

    /// And comes again.
    private static final Object[] BOB_AGAIN = {
        created(),
        sent(1),
        sent(2),
        left(2, BOB, ANA, 2, 2),
        sent(3),
        new MembersAdded(ANA, 4, List.of(BOB), MemberRole.MEMBER, 3, 3),
        sent(4)
    };

    @Test
    void shouldTakeMessagesOfMembers() {
        fixture()
                .given(created())
                .when(new SendMessage(GROUP, DAN, ONE, HELLO))
                .expectEvents(new MessageSent(1, 3, DAN, ONE, HELLO))
                .expectResultMessagePayload(new MessageAcceptance(MessageId.of(GROUP, 1), 1, 2, null, false));
    }

    @Test
    void shouldTakeNoMessagesOfWhoHasLeft() {
        refuse(new SendMessage(GROUP, BOB, TWO, HELLO), LEFT);
        refuse(new EditMessage(GROUP, BOB, 1, PATCH), LEFT);
        refuse(new DeleteMessage(GROUP, BOB, 1), LEFT);
        refuse(new ReactToMessage(GROUP, BOB, 1, "x", true), LEFT);
        refuse(
                new SendMessage(GROUP, EVE, TWO, HELLO),
                Refusal.of(RefusalCode.NOT_FOUND, "conversation: not there for the caller"));
    }

    @Test
    void shouldAnswerARepeatOfWhoHasLeft() {
        FakeMessages messages = new FakeMessages().with(BOB, ONE, 1, 2, Instant.EPOCH);
        fixture(messages)
                .given(BOB_LEFT)
                .when(new SendMessage(GROUP, BOB, ONE, HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(new MessageAcceptance(MessageId.of(GROUP, 1), 1, 2, Instant.EPOCH, true));
    }

    @Test
    void shouldLeaveToWhoHasLeftWhatItSaw() {
        fixture().given(BOB_LEFT).when(new HideMessage(GROUP, BOB, 2)).expectEvents(new MessageHidden(2, 2, BOB));
        refuse(new HideMessage(GROUP, BOB, 3), notSeen(3));
        fixture()
                .given(BOB_LEFT)
                .when(new RecordReceipts(GROUP, List.of(new Move(BOB, 0, 2), new Move(EVE, 1, 0))))
                .expectEvents(new ReceiptsRecorded(List.of(2), List.of(2L), List.of(2L), List.of(BOB)))
                .expectResultMessagePayload(new ReceiptsAnswer(6, List.of(Outcome.RECORDED, Outcome.NOT_FOUND)));
        fixture()
                .given(BOB_LEFT)
                .when(new RecordReceipts(GROUP, List.of(new Move(BOB, 3, 0))))
                .expectNoEvents()
                .expectResultMessagePayload(new ReceiptsAnswer(5, List.of(Outcome.PAST_THE_END)));
        refuse(new ClearConversation(GROUP, BOB, 3L), Refusal.invalid("through", "through: 3 (expected: at most 2)"));
        fixture()
                .given(BOB_LEFT)
                .when(new ChangeSettings(GROUP, BOB, new ChangeSettings.Patch(null, null, true)))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void shouldShowWhoComesAgainItsStays() {
        fixture().given(BOB_AGAIN).when(new HideMessage(GROUP, BOB, 1)).expectEvents(new MessageHidden(1, 4, BOB));
        fixture()
                .given(BOB_AGAIN)
                .when(new HideMessage(GROUP, BOB, 3))
                .expectNoEvents()
                .expectExceptionDetails(notSeen(3));
        fixture()
                .given(BOB_AGAIN)
                .when(new SendMessage(GROUP, BOB, TWO, new MessageContent(sealed("Hi"), null, List.of(), 3L, null)))
                .expectNoEvents()
                .expectExceptionDetails(
                        Refusal.invalid("replyTo", "replyTo: 3 (expected: a message that the caller sees)"));
    }

    @Test
    void shouldBeginWatermarksBeforeTheFirstMessageOfAStay() {
        fixture()
                .given(BOB_AGAIN)
                .when(new RecordReceipts(GROUP, List.of(new Move(BOB, 3, 2))))
                .expectNoEvents()
                .expectResultMessagePayload(new ReceiptsAnswer(7, List.of(Outcome.UNCHANGED), 3));
        fixture()
                .given(BOB_AGAIN)
                .when(new RecordReceipts(GROUP, List.of(new Move(BOB, 4, 0))))
                .expectEvents(new ReceiptsRecorded(List.of(4), List.of(4L), List.of(3L)));
    }

    @Test
    void shouldHaveAdminsDeleteForEveryone() {
        FakeMessages messages = new FakeMessages().by(DAN, 1);
        fixture(messages)
                .given(created(), new MessageSent(1, 3, DAN, ONE, HELLO))
                .when(new DeleteMessage(GROUP, ANA, 1))
                .expectEvents(new MessageDeleted(1, 1, ANA));
        fixture(messages)
                .given(created(), new MessageSent(1, 3, DAN, ONE, HELLO))
                .when(new DeleteMessage(GROUP, BOB, 1))
                .expectNoEvents()
                .expectExceptionDetails(Refusal.of(RefusalCode.FORBIDDEN, "by: somebody else (expected: its sender)"));
        fixture(messages)
                .given(created(), new MessageSent(1, 3, DAN, ONE, HELLO))
                .when(new EditMessage(GROUP, DAN, 1, PATCH))
                .expectEvents(new MessageEdited(1, 3, DAN, PATCH));
    }

    @Test
    void shouldLetAnEditKeepWhomAMessageMentions() {
        MessagePatch both = new MessagePatch(sealed("Hi"), null, new Mentions(List.of(BOB, DAN)));
        FakeMessages messages = new FakeMessages().by(ANA, 1);
        fixture(messages)
                .given(BOB_LEFT)
                .when(new EditMessage(GROUP, ANA, 1, both, List.of(BOB)))
                .expectEvents(new MessageEdited(1, 1, ANA, both));
        fixture(messages)
                .given(BOB_LEFT)
                .when(new EditMessage(GROUP, ANA, 1, both, List.of(DAN)))
                .expectNoEvents()
                .expectExceptionDetails(
                        Refusal.invalid("mentions", "mentions: somebody else (expected: members of the conversation)"));
    }

    @Test
    void shouldMentionMembersAndByAdminsEverybody() {
        fixture()
                .given(created())
                .when(new SendMessage(GROUP, BOB, ONE, mentioning(DAN)))
                .expectEvents(new MessageSent(1, 2, BOB, ONE, mentioning(DAN)));
        fixture()
                .given(created())
                .when(new SendMessage(GROUP, ANA, ONE, mentioning(MessageContent.EVERYBODY)))
                .expectSuccessfulHandlerExecution();
        Refusal nobody = Refusal.invalid("mentions", "mentions: somebody else (expected: members of the conversation)");
        fixture()
                .given(created())
                .when(new SendMessage(GROUP, BOB, ONE, mentioning(MessageContent.EVERYBODY)))
                .expectNoEvents()
                .expectExceptionDetails(Refusal.invalid(
                        "mentions", "mentions: everybody (expected: members, or * by a group's admin)"));
        fixture()
                .given(BOB_LEFT)
                .when(new SendMessage(GROUP, ANA, TWO, mentioning(BOB)))
                .expectNoEvents()
                .expectExceptionDetails(nobody);
    }

    @Test
    void shouldBeTheSameFromItsSnapshot() {
        Group group = new Group(GROUP);
        group.on(created());
        group.on(sent(1));
        group.on(left(2, BOB, ANA, 1, 2));
        group.on(new MembersAdded(ANA, 4, List.of(BOB), MemberRole.ADMIN, 1, 3));
        Group again = new Group((GroupSnapshot) group.snapshot());

        assertThat(again.memberNo(BOB)).isEqualTo(4);
        assertThat(again.mayDeleteOthers(4)).isTrue();
        assertThat(again.mayDeleteOthers(3)).isFalse();
        assertThat(again.sees(BOB, 1)).isTrue();
        assertThat(again.lastSeqOf(2)).isEqualTo(1);
        assertThat(again.snapshot()).usingRecursiveComparison().isEqualTo(group.snapshot());
    }

    private static void refuse(Object command, Refusal refusal) {
        fixture(new FakeMessages().by(BOB, 1))
                .given(BOB_LEFT)
                .when(command)
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(refusal);
    }

    private static Refusal notSeen(long seq) {
        return Refusal.of(RefusalCode.NOT_FOUND, "seq: " + seq + " (expected: a message that the caller sees)");
    }

    private static MessageContent mentioning(Uid person) {
        return new MessageContent(sealed("Hi"), null, List.of(person), null, null);
    }

    private static MessageSent sent(long seq) {
        return new MessageSent(seq, 1, ANA, ONE, HELLO);
    }
}
