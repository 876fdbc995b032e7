package io.verbatim.query.live;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudienceTest {

    /// Who is blocked must not learn of it; who blocks is told of its account.
    private static final Set<Class<?>> NOBODY_IS_TOLD =
            Set.of(DirectConversationBlocked.class, DirectConversationUnblocked.class);

    private static final Set<Class<?>> OF_GROUPS = Set.of(
            GroupCreated.class, GroupRetitled.class, MembersAdded.class, MemberLeft.class, MemberRolesChanged.class);

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
                .filter(type -> !NOBODY_IS_TOLD.contains(type) && !OF_GROUPS.contains(type))
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
    void shouldTellAGroupOfWhatConcernsIt() {
        ConversationId group = ConversationId.group();
        List<RecordedEvent> samples = new History()
                .created(group, ANA.uid(), "Friends", BOB.uid())
                .added(group, ANA.uid(), CARLA.uid())
                .promoted(group, ANA.uid(), CARLA.uid(), MemberRole.ADMIN)
                .retitled(group, ANA.uid(), "Good friends")
                .sent(group, CARLA.uid(), "Hello")
                .removed(group, ANA.uid(), CARLA.uid())
                .events();

        assertThat(samples).allSatisfy(event -> {
            assertThat(Audience.group(event)).isEqualTo(group);
            assertThat(Audience.of(event)).isEmpty();
        });
        assertThat(samples.stream().<Class<?>>map(event -> event.event().getClass()))
                .containsAll(OF_GROUPS);
        assertThat(Histories.talked().events()).allMatch(event -> Audience.group(event) == null);
    }

    @Test
    void shouldTellWhoHasLeftOfItsOwnReceipts() {
        ConversationId group = ConversationId.group();
        History history =
                new History().created(group, ANA.uid(), "Friends", BOB.uid()).sent(group, ANA.uid(), "Hello");
        assertThat(Audience.of(history.read(group, BOB.uid(), 1).last())).isEmpty();
        history.removed(group, BOB.uid(), BOB.uid());
        assertThat(Audience.of(history.read(group, BOB.uid(), 1).last())).containsExactly(BOB.uid());
    }

    @Test
    void shouldTellTheOtherThatOneOfTwoHasLeft() {
        assertThat(Audience.of(Histories.talked().left(BOB.uid(), ANA.uid()).last()))
                .containsExactly(ANA.uid());
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
