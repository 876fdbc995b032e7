package io.verbatim.query.projection;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.QuerySideConfiguration;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.TestClock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every projection handles each kind of event, or says that it ignores it.
class CompletenessTest {

    private static final List<RecordedEvent> SAMPLES = Histories.talked()
            .signedIn(ANA.uid(), "phone")
            .signedOut(ANA.uid(), "phone")
            .read(BOB.uid(), ANA.uid(), 3)
            .cameOnline(BOB.uid(), "phone", "gateway-1")
            .wentOffline(BOB.uid(), "phone", "gateway-1")
            .gatewayLost("gateway-1", TestClock.START)
            .events();

    static List<Projection<?>> projections() {
        return QuerySideConfiguration.projections();
    }

    @ParameterizedTest
    @MethodSource("projections")
    void shouldHandleOrIgnoreEveryEvent(Projection<?> projection) {
        for (Class<?> type : everyEvent().toList()) {
            RecordedEvent sample = SAMPLES.stream()
                    .filter(event -> event.event().getClass().equals(type))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no sample of " + type));
            if (!projection.ignored().contains(sample.event().getClass())) {
                assertThat(projection.keys(sample)).as(type.getSimpleName()).isNotEmpty();
                assertThat(folded(projection, sample)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("projections")
    void shouldIgnoreNothingThatDoesNotExist(Projection<?> projection) {
        List<Class<?>> every = everyEvent().toList();
        assertThat(projection.ignored()).allSatisfy(ignored -> assertThat(every).contains(ignored));
    }

    private static <D> D folded(Projection<D> projection, RecordedEvent event) {
        return projection.fold(projection.keys(event).getFirst(), null, event);
    }

    private static Stream<Class<?>> everyEvent() {
        return Stream.of(ConversationEvent.class, AccountEvent.class, PresenceEvent.class, GatewayEvent.class)
                .flatMap(union -> Stream.of(union.getPermittedSubclasses()))
                .peek(type -> assertThat(Event.class).isAssignableFrom(type));
    }
}
