package io.verbatim.query.live;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudienceTest {

    /// Who is blocked must not learn of it; who blocks is told of its account.
    private static final Set<Class<?>> NOBODY_IS_TOLD =
            Set.of(DirectConversationBlocked.class, DirectConversationUnblocked.class, DirectConversationLeft.class);

    @Test
    void shouldFindAnAudienceForEveryEvent() {
        List<RecordedEvent> samples = Histories.talked()
                .edited(ANA.uid(), BOB.uid(), 1, "Hello, Bob")
                .deleted(ANA.uid(), BOB.uid(), 1)
                .reacted(BOB.uid(), ANA.uid(), 3, "\u2764\ufe0f", true)
                .hidden(BOB.uid(), ANA.uid(), 1)
                .cleared(BOB.uid(), ANA.uid(), 3)
                .set(BOB.uid(), ANA.uid(), ConversationSettings.DEFAULT)
                .signedIn(ANA.uid(), "phone")
                .signedOut(ANA.uid(), "phone")
                .renamed(ANA.uid(), "Anna")
                .visibleTo(ANA.uid(), LastSeenVisibility.NOBODY)
                .passwordChanged(ANA.uid())
                .blocked(ANA.uid(), BOB.uid())
                .unblocked(ANA.uid(), BOB.uid())
                .deleted(ANA.uid())
                .left(ANA.uid(), BOB.uid())
                .events();
        Stream.of(ConversationEvent.class, AccountEvent.class)
                .flatMap(union -> Stream.of(union.getPermittedSubclasses()))
                .filter(type -> !NOBODY_IS_TOLD.contains(type))
                .forEach(type -> assertThat(samples)
                        .filteredOn(event -> event.event().getClass().equals(type))
                        .as(type.getSimpleName())
                        .isNotEmpty()
                        .allSatisfy(event ->
                                assertThat(Audience.of(event)).isNotEmpty().isSubsetOf(ANA.uid(), BOB.uid())));
        assertThat(samples)
                .filteredOn(event -> NOBODY_IS_TOLD.contains(event.event().getClass()))
                .hasSize(NOBODY_IS_TOLD.size())
                .allSatisfy(event -> assertThat(Audience.of(event)).isEmpty());
    }

    @Test
    void shouldTellNobodyElseOfWhatIsOnesOwn() {
        for (History own : List.of(
                Histories.talked().hidden(BOB.uid(), ANA.uid(), 1),
                Histories.talked().cleared(BOB.uid(), ANA.uid(), 3),
                Histories.talked().set(BOB.uid(), ANA.uid(), ConversationSettings.DEFAULT))) {
            assertThat(Audience.of(own.last())).containsExactly(BOB.uid());
        }
    }
}
