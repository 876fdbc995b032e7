package io.verbatim.command.conversation;

import static io.verbatim.command.conversation.ConversationFixture.ANA;
import static io.verbatim.command.conversation.ConversationFixture.BOB;
import static io.verbatim.command.conversation.ConversationFixture.CHAT;
import static io.verbatim.command.conversation.ConversationFixture.EVE;
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
import io.verbatim.api.conversation.ConversationCommand;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.api.conversation.DeleteMessage;
import io.verbatim.api.conversation.EditMessage;
import io.verbatim.api.conversation.HideMessage;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessagePatch.Mentions;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.ReactToMessage;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.conversation.ConversationFixture.FakeMessages;
import java.util.List;
import java.util.function.Function;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ConversationMessageChangesTest {

    private static final MessagePatch PATCH = MessagePatch.text(sealed("better"));
    private static final String HEART = "\u2764\ufe0f";
    private static final Refusal ANOTHERS =
            Refusal.of(RefusalCode.FORBIDDEN, "by: somebody else (expected: its sender)");

    /// Whatever can be asked of a message, by whom and of which.
    static final List<Function<Asked, ConversationCommand>> ANYTHING = List.of(
            asked -> new EditMessage(CHAT, asked.by, asked.seq, PATCH),
            asked -> new DeleteMessage(CHAT, asked.by, asked.seq),
            asked -> new HideMessage(CHAT, asked.by, asked.seq),
            asked -> new ReactToMessage(CHAT, asked.by, asked.seq, HEART, true));

    @Test
    void shouldLetItsSenderEditAMessage() {
        talked().when(new EditMessage(CHAT, ANA, 1, PATCH))
                .expectEvents(new MessageEdited(1, 1, ANA, PATCH))
                .expectResultMessagePayload(new ConversationVersion(4));
    }

    @Test
    void shouldRefuseAnEditOfAnothersMessage() {
        talked().when(new EditMessage(CHAT, BOB, 1, PATCH))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(ANOTHERS);
    }

    @Test
    void shouldRefuseAMentionOfSomebodyElseInAnEdit() {
        MessagePatch eve = new MessagePatch(null, null, new Mentions(List.of(EVE)));
        talked().when(new EditMessage(CHAT, ANA, 1, eve))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(
                        Refusal.invalid("mentions", "mentions: somebody else (expected: members of the conversation)"));
    }

    @Test
    void shouldLetItsSenderDeleteAMessageForEveryone() {
        talked().when(new DeleteMessage(CHAT, BOB, 2))
                .expectEvents(new MessageDeleted(2, 2, BOB))
                .expectResultMessagePayload(new ConversationVersion(4));
    }

    @Test
    void shouldRefuseToDeleteAnothersMessageForEveryone() {
        talked().when(new DeleteMessage(CHAT, BOB, 1))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(ANOTHERS);
    }

    @Test
    void shouldLetAnybodyHideAnyMessage() {
        talked().when(new HideMessage(CHAT, BOB, 1))
                .expectEvents(new MessageHidden(1, 2, BOB))
                .expectResultMessagePayload(new ConversationVersion(4));
    }

    @Test
    void shouldRecordReactionsAsTheyAreAsked() {
        talked().when(new ReactToMessage(CHAT, BOB, 1, HEART, true))
                .expectEvents(new MessageReacted(1, 2, BOB, HEART, true))
                .expectResultMessagePayload(new ConversationVersion(4));
        talked().when(new ReactToMessage(CHAT, BOB, 1, HEART, false))
                .expectEvents(new MessageReacted(1, 2, BOB, HEART, false));
    }

    @ParameterizedTest
    @FieldSource("ANYTHING")
    void shouldRefuseAStranger(Function<Asked, ConversationCommand> command) {
        talked().when(command.apply(new Asked(EVE, 1)))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.of(RefusalCode.NOT_FOUND, "conversation: not there for the caller"));
    }

    @ParameterizedTest
    @FieldSource("ANYTHING")
    void shouldRefuseWhatIsPastTheLastMessage(Function<Asked, ConversationCommand> command) {
        talked().when(command.apply(new Asked(ANA, 3)))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(
                        Refusal.of(RefusalCode.NOT_FOUND, "seq: 3 (expected: a message that the caller sees)"));
    }

    private static TestExecutor<Conversation> talked() {
        return fixture(new FakeMessages().by(ANA, 1).by(BOB, 2))
                .given(openedByAna(), sentByAna(1, ONE), sentByBob(2, TWO));
    }

    record Asked(Uid by, long seq) {}
}
