package io.verbatim.gateway.stream;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.conversation.ConversationId;
import org.junit.jupiter.api.Test;

class OwnSendsTest {
    private static final int MOST = 4_096;

    private final OwnSends own = new OwnSends();

    @Test
    void shouldKnowEachMessageOnce() {
        own.dispatched(ANA_AND_BOB, "1");
        assertThat(own.seen(ANA_AND_BOB, "2")).isFalse();
        assertThat(own.seen(ConversationId.direct(ANA.uid(), CARLA.uid()), "1")).isFalse();
        assertThat(own.seen(ANA_AND_BOB, "1")).isTrue();
        assertThat(own.seen(ANA_AND_BOB, "1")).isFalse();
    }

    @Test
    void shouldKeepWhatWasRecordedUntilItIsSeen() {
        own.dispatched(ANA_AND_BOB, "1");
        own.answered(ANA_AND_BOB, "1", true);
        assertThat(own.seen(ANA_AND_BOB, "1")).isTrue();
    }

    @Test
    void shouldForgetWhatWasNotRecorded() {
        own.dispatched(ANA_AND_BOB, "1");
        own.answered(ANA_AND_BOB, "1", false);
        assertThat(own.seen(ANA_AND_BOB, "1")).isFalse();
    }

    @Test
    void shouldKeepAMessageAsLongAsAnyAttemptMayRecordIt() {
        own.dispatched(ANA_AND_BOB, "1");
        own.dispatched(ANA_AND_BOB, "1");
        own.answered(ANA_AND_BOB, "1", false);
        assertThat(own.seen(ANA_AND_BOB, "1")).isTrue();

        own.dispatched(ANA_AND_BOB, "2");
        own.dispatched(ANA_AND_BOB, "2");
        own.answered(ANA_AND_BOB, "2", true);
        own.answered(ANA_AND_BOB, "2", false);
        assertThat(own.seen(ANA_AND_BOB, "2")).isTrue();
    }

    @Test
    void shouldForgetTheOldestBeyondTheBound() {
        for (int i = 0; i <= MOST; i++) {
            own.dispatched(ANA_AND_BOB, Integer.toString(i));
        }
        assertThat(own.seen(ANA_AND_BOB, "0")).isFalse();
        assertThat(own.seen(ANA_AND_BOB, "1")).isTrue();
        assertThat(own.seen(ANA_AND_BOB, Integer.toString(MOST))).isTrue();
        // an answer to what is forgotten changes nothing
        own.answered(ANA_AND_BOB, "0", true);
        assertThat(own.seen(ANA_AND_BOB, "0")).isFalse();
    }
}
