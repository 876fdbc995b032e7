package io.verbatim.gateway.http.conversation;

import static io.verbatim.gateway.http.conversation.ConversationSamples.PATH;
import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.live.TypingSignal;
import io.verbatim.gateway.testing.StreamServer;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.People.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class TypingRoutesTest {
    private final StreamServer stream = StreamServer.start(Histories.talked());

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void shouldPassOnThatSomebodyTypes() {
        post(ANA, Map.of("active", true)).expectStatus().isNoContent();
        post(ANA, Map.of("active", true)).expectStatus().isNoContent();
        post(ANA, Map.of("active", false)).expectStatus().isNoContent();
        assertThat(stream.feed().passed())
                .containsExactly(
                        new TypingSignal(ANA_AND_BOB, ANA.uid(), true, List.of(BOB.uid())),
                        new TypingSignal(ANA_AND_BOB, ANA.uid(), false, List.of(BOB.uid())));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        post(ANA, Map.of()).expectStatus().isEqualTo(422);
        post(ANA, Map.of("active", "yes")).expectStatus().isBadRequest();
        post(CARLA, Map.of("active", true)).expectStatus().isNotFound();
        assertThat(stream.feed().passed()).isEmpty();
    }

    private ResponseSpec post(Person person, Map<String, ?> body) {
        return stream.server()
                .as(person)
                .post()
                .uri(PATH + "/typing")
                .bodyValue(body)
                .exchange();
    }
}
