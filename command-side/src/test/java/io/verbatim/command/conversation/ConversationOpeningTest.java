package io.verbatim.command.conversation;

import static io.verbatim.command.conversation.ConversationFixture.ANA;
import static io.verbatim.command.conversation.ConversationFixture.BOB;
import static io.verbatim.command.conversation.ConversationFixture.CHAT;
import static io.verbatim.command.conversation.ConversationFixture.ONE;
import static io.verbatim.command.conversation.ConversationFixture.fixture;
import static io.verbatim.command.conversation.ConversationFixture.openedByAna;
import static io.verbatim.command.conversation.ConversationFixture.openedByBob;
import static io.verbatim.command.conversation.ConversationFixture.sentByAna;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.verbatim.api.conversation.ConversationOpening;
import io.verbatim.api.conversation.OpenDirectConversation;
import org.junit.jupiter.api.Test;

class ConversationOpeningTest {

    @Test
    void shouldOpenWhatIsNotThereYet() {
        fixture()
                .givenNoPriorActivity()
                .when(new OpenDirectConversation(ANA, BOB))
                .expectEvents(openedByAna())
                .expectResultMessagePayload(new ConversationOpening(CHAT, 1, true));
    }

    @Test
    void shouldMeanTheSameConversationForBoth() {
        fixture()
                .givenNoPriorActivity()
                .when(new OpenDirectConversation(BOB, ANA))
                .expectEvents(openedByBob())
                .expectResultMessagePayload(new ConversationOpening(CHAT, 1, true));
    }

    @Test
    void shouldRecordNothingWhenTheSamePersonOpensAgain() {
        fixture()
                .given(openedByAna())
                .when(new OpenDirectConversation(ANA, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOpening(CHAT, 1, false));
    }

    @Test
    void shouldOpenForTheOtherWhenThereIsNoMessageYet() {
        fixture()
                .given(openedByAna())
                .when(new OpenDirectConversation(BOB, ANA))
                .expectEvents(openedByBob())
                .expectResultMessagePayload(new ConversationOpening(CHAT, 2, true));
    }

    @Test
    void shouldBeThereForTheOtherWhenThereIsAMessage() {
        fixture()
                .given(openedByAna(), sentByAna(1, ONE))
                .when(new OpenDirectConversation(BOB, ANA))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationOpening(CHAT, 2, false));
    }

    @Test
    void shouldNotBeOpenedWithOneself() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OpenDirectConversation(ANA, ANA));
    }
}
