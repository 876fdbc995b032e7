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
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.conversation.ChangeSettings;
import io.verbatim.api.conversation.ChangeSettings.Patch;
import io.verbatim.api.conversation.ChangeSettings.Patch.Until;
import io.verbatim.api.conversation.ClearConversation;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.ConversationVersion;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.repository.JsonSnapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class ConversationChoicesTest {

    private static final Instant TOMORROW = Instant.parse("2026-11-26T08:00:00Z");
    private static final ConversationSettings UNTIL_TOMORROW = new ConversationSettings(true, TOMORROW, false);
    private static final Patch MUTE = new Patch(true, null, null);
    private static final Patch UNMUTE = new Patch(false, null, null);

    @Test
    void shouldClearWhatThereIs() {
        talked().when(new ClearConversation(CHAT, BOB, null))
                .expectEvents(new ConversationCleared(2, BOB, 2))
                .expectResultMessagePayload(new ConversationVersion(4));
    }

    @Test
    void shouldLeaveAMessageThatWasOnItsWay() {
        talked().when(new ClearConversation(CHAT, BOB, 1L)).expectEvents(new ConversationCleared(2, BOB, 1));
    }

    @Test
    void shouldRecordNothingWhenItIsCleared() {
        talked(new ConversationCleared(2, BOB, 2))
                .when(new ClearConversation(CHAT, BOB, 1L))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationVersion(4));
    }

    @Test
    void shouldClearAnEmptyConversationOnce() {
        fixture()
                .given(openedByAna())
                .when(new ClearConversation(CHAT, ANA, null))
                .expectEvents(new ConversationCleared(1, ANA, 0));
        fixture()
                .given(openedByAna(), new ConversationCleared(1, ANA, 0))
                .when(new ClearConversation(CHAT, ANA, null))
                .expectNoEvents();
    }

    @Test
    void shouldRefuseToClearPastTheLastMessage() {
        talked().when(new ClearConversation(CHAT, BOB, 3L))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(Refusal.invalid("through", "through: 3 (expected: at most 2)"));
    }

    @Test
    void shouldRecordAllSettingsAsTheyStandAfterwards() {
        talked(new ConversationSettingsChanged(2, BOB, UNTIL_TOMORROW))
                .when(new ChangeSettings(CHAT, BOB, new Patch(null, null, true)))
                .expectEvents(new ConversationSettingsChanged(2, BOB, new ConversationSettings(true, TOMORROW, true)))
                .expectResultMessagePayload(new ConversationVersion(5));
    }

    @Test
    void shouldForgetTheEndOfAMuteWithIt() {
        talked(new ConversationSettingsChanged(2, BOB, UNTIL_TOMORROW))
                .when(new ChangeSettings(CHAT, BOB, UNMUTE))
                .expectEvents(new ConversationSettingsChanged(2, BOB, ConversationSettings.DEFAULT));
    }

    @Test
    void shouldMuteForEverWhenTheEndIsTakenAway() {
        talked(new ConversationSettingsChanged(2, BOB, UNTIL_TOMORROW))
                .when(new ChangeSettings(CHAT, BOB, new Patch(null, new Until(null), null)))
                .expectEvents(new ConversationSettingsChanged(2, BOB, new ConversationSettings(true, null, false)));
    }

    @Test
    void shouldRecordNothingWhenSettingsAreSo() {
        talked(new ConversationSettingsChanged(2, BOB, UNTIL_TOMORROW))
                .when(new ChangeSettings(CHAT, BOB, MUTE))
                .expectNoEvents()
                .expectResultMessagePayload(new ConversationVersion(4));
    }

    @Test
    void shouldRefuseAnEndOfWhatIsNotMuted() {
        talked().when(new ChangeSettings(CHAT, BOB, new Patch(null, new Until(TOMORROW), null)))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(
                        Refusal.invalid("mutedUntil", "mutedUntil: of what is not muted (expected: with muted)"));
    }

    @Test
    void shouldRefuseAStranger() {
        Refusal notThere = Refusal.of(RefusalCode.NOT_FOUND, "conversation: not there for the caller");
        talked().when(new ClearConversation(CHAT, EVE, null))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(notThere);
        talked().when(new ChangeSettings(CHAT, EVE, MUTE))
                .expectNoEvents()
                .expectException(RefusedCommand.class)
                .expectExceptionDetails(notThere);
    }

    @Test
    void shouldKeepChoicesInItsSnapshot() {
        DirectConversation conversation = new DirectConversation(CHAT);
        conversation.on(sentByAna(1, ONE));
        conversation.on(new ConversationCleared(2, BOB, 1));
        conversation.on(new ConversationSettingsChanged(2, BOB, UNTIL_TOMORROW));
        JsonSnapshots snapshots = new JsonSnapshots(ConversationAggregates.SNAPSHOTS);
        Object snapshot = conversation.snapshot();

        Object read = snapshots.read(snapshots.nameOf(snapshot), snapshots.write(snapshot));

        assertThat(new DirectConversation((DirectConversationSnapshot) read)
                        .choices()
                        .of(BOB))
                .isEqualTo(new Choices.Choice(BOB, 1, UNTIL_TOMORROW));
    }

    private static TestExecutor<Conversation> talked(ConversationEvent... more) {
        List<ConversationEvent> events = new ArrayList<>(List.of(openedByAna(), sentByAna(1, ONE), sentByAna(2, TWO)));
        events.addAll(List.of(more));
        return fixture().given(events);
    }
}
