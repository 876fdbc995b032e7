package io.verbatim.query.live;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.testkit.Histories;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudienceTest {

    @Test
    void shouldFindAnAudienceForEveryEvent() {
        List<RecordedEvent> samples = Histories.talked()
                .signedIn(ANA.uid(), "phone")
                .signedOut(ANA.uid(), "phone")
                .events();
        Stream.of(ConversationEvent.class, AccountEvent.class)
                .flatMap(union -> Stream.of(union.getPermittedSubclasses()))
                .forEach(type -> assertThat(samples)
                        .filteredOn(event -> event.event().getClass().equals(type))
                        .as(type.getSimpleName())
                        .isNotEmpty()
                        .allSatisfy(event ->
                                assertThat(Audience.of(event)).isNotEmpty().isSubsetOf(ANA.uid(), BOB.uid())));
    }
}
