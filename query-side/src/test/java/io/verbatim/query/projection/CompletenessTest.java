package io.verbatim.query.projection;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.support.Vaults;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.TestClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every projection handles each kind of event, or says that it ignores it.
class CompletenessTest {

    private static final ConversationId GROUP = ConversationId.group(ANA.uid(), "a UUID");
    private static final List<RecordedEvent> SAMPLES = Histories.talked()
            .signedIn(ANA.uid(), "phone")
            .signedOut(ANA.uid(), "phone")
            .read(BOB.uid(), ANA.uid(), 3)
            .edited(ANA.uid(), BOB.uid(), 1, "Hello, Bob")
            .reacted(BOB.uid(), ANA.uid(), 1, "\u2764\ufe0f", true)
            .hidden(BOB.uid(), ANA.uid(), 1)
            .deleted(ANA.uid(), BOB.uid(), 3)
            .cleared(BOB.uid(), ANA.uid(), 3)
            .set(BOB.uid(), ANA.uid(), new ConversationSettings(true, null, true))
            .renamed(ANA.uid(), "Anna")
            .visibleTo(ANA.uid(), LastSeenVisibility.NOBODY)
            .passwordChanged(ANA.uid())
            .blocked(ANA.uid(), BOB.uid())
            .unblocked(ANA.uid(), BOB.uid())
            .deleted(ANA.uid())
            .left(ANA.uid(), BOB.uid())
            .cameOnline(BOB.uid(), "phone", "gateway-1")
            .wentOffline(BOB.uid(), "phone", "gateway-1")
            .gatewayLost("gateway-1", TestClock.START)
            .created(GROUP, ANA.uid(), "Friends", BOB.uid())
            .added(GROUP, ANA.uid(), CARLA.uid())
            .promoted(GROUP, ANA.uid(), CARLA.uid(), MemberRole.ADMIN)
            .retitled(GROUP, ANA.uid(), "Good friends")
            .sent(GROUP, CARLA.uid(), "Hello")
            .did(GROUP, CARLA.uid(), member -> new MessageHidden(1, member, CARLA.uid()))
            .did(GROUP, CARLA.uid(), member -> new ConversationCleared(member, CARLA.uid(), 1))
            .did(
                    GROUP,
                    CARLA.uid(),
                    member -> new ConversationSettingsChanged(member, CARLA.uid(), ConversationSettings.DEFAULT))
            .removed(GROUP, ANA.uid(), CARLA.uid())
            .events();

    static List<Projection<?>> projections() {
        return Vaults.projections();
    }

    @ParameterizedTest
    @MethodSource("projections")
    void shouldHandleOrIgnoreEveryEvent(Projection<?> projection) {
        for (Class<?> type : everyEvent().toList()) {
            List<RecordedEvent> samples = SAMPLES.stream()
                    .filter(event -> event.event().getClass().equals(type))
                    .toList();
            assertThat(samples).as("samples of " + type).isNotEmpty();
            if (!projection.ignored().contains(type)) {
                List<RecordedEvent> handled = samples.stream()
                        .filter(sample -> !projection.keys(sample).isEmpty())
                        .toList();
                assertThat(handled).as(type.getSimpleName()).isNotEmpty();
                handled.forEach(sample -> assertThat(folded(projection, sample)).isNotNull());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("projections")
    void shouldIgnoreNothingThatDoesNotExist(Projection<?> projection) {
        List<Class<?>> every = everyEvent().toList();
        assertThat(projection.ignored()).allSatisfy(ignored -> assertThat(every).contains(ignored));
    }

    @Test
    void shouldKeepDocumentsOfDifferentKindsApart() {
        Map<String, DocumentKind<?>> kinds = new HashMap<>();
        for (Projection<?> projection : projections()) {
            DocumentKind<?> other = kinds.put(projection.kind().key("x"), projection.kind());
            assertThat(other == null || other == projection.kind())
                    .as(projection.getClass().getSimpleName())
                    .isTrue();
        }
    }

    /// With all that came before: some projections share documents.
    private static Object folded(Projection<?> projection, RecordedEvent event) {
        String key = projection.keys(event).getFirst();
        Object document = null;
        for (RecordedEvent each : SAMPLES.subList(0, (int) event.position())) {
            for (Projection<?> any : projections()) {
                if (any.kind() == projection.kind()
                        && !any.ignored().contains(each.event().getClass())
                        && any.keys(each).contains(key)) {
                    document = fold(any, key, document, each);
                }
            }
        }
        return document;
    }

    @SuppressWarnings("unchecked")
    private static <D> Object fold(Projection<D> projection, String key, Object before, RecordedEvent event) {
        return projection.fold(key, (D) before, event);
    }

    private static Stream<Class<?>> everyEvent() {
        return Stream.of(ConversationEvent.class, AccountEvent.class, PresenceEvent.class, GatewayEvent.class)
                .flatMap(union -> Stream.of(union.getPermittedSubclasses()))
                .peek(type -> assertThat(Event.class).isAssignableFrom(type));
    }
}
