package io.verbatim.gateway.freshness;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.AtLeast;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.live.LogEpoch;
import io.verbatim.gateway.cursor.Cursors;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.testkit.People;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastToldTest {
    private static final ConversationId WITH_CARLA = ConversationId.direct(ANA.uid(), CARLA.uid());

    private final Cursors cursors = new Cursors(new byte[32], new LogEpoch(1, false));
    private final LastTold told = new LastTold(cursors);

    @Test
    void shouldAskForNothingAtFirst() {
        assertThat(told.atLeast(ANA.uid(), null)).isEqualTo(AtLeast.ANYTHING);
        assertThat(told.atLeast(ANA.uid(), ANA_AND_BOB, null)).isEqualTo(AtLeast.ANYTHING);
    }

    @Test
    void shouldAskForWhatTheUserWasTold() {
        told.told(ANA.uid(), ANA_AND_BOB, 5);
        told.told(ANA.uid(), ANA_AND_BOB, 4);
        told.told(ANA.uid(), WITH_CARLA, 2);
        told.told(ANA.uid(), 30);
        told.told(ANA.uid(), 29);
        assertThat(told.atLeast(ANA.uid(), ANA_AND_BOB, null)).isEqualTo(new AtLeast(30, Map.of(ANA_AND_BOB, 5L)));
        assertThat(told.atLeast(ANA.uid(), null)).isEqualTo(new AtLeast(30, Map.of(ANA_AND_BOB, 5L, WITH_CARLA, 2L)));
        assertThat(told.atLeast(BOB.uid(), null)).isEqualTo(AtLeast.ANYTHING);
    }

    @Test
    void shouldTakeAVersionOrACursorFromTheClient() {
        told.told(ANA.uid(), ANA_AND_BOB, 5);
        assertThat(told.atLeast(ANA.uid(), ANA_AND_BOB, "7")).isEqualTo(AtLeast.version(ANA_AND_BOB, 7));
        assertThat(told.atLeast(ANA.uid(), ANA_AND_BOB, "3")).isEqualTo(AtLeast.version(ANA_AND_BOB, 5));
        assertThat(told.atLeast(ANA.uid(), ANA_AND_BOB, cursors.encode(40)))
                .isEqualTo(new AtLeast(40, Map.of(ANA_AND_BOB, 5L)));
        assertThat(told.atLeast(BOB.uid(), cursors.encode(40))).isEqualTo(AtLeast.position(40));
    }

    @Test
    void shouldNotWaitForAHistoryThatIsGone() {
        String gone = new Cursors(new byte[32], new LogEpoch(2, false)).encode(1_000);
        assertThat(told.atLeast(ANA.uid(), gone)).isEqualTo(AtLeast.ANYTHING);
    }

    @Test
    void shouldRefuseWhatIsNeither() {
        assertInvalid(() -> told.atLeast(ANA.uid(), "7"));
        assertInvalid(() -> told.atLeast(ANA.uid(), ANA_AND_BOB, "-7"));
        assertInvalid(() -> told.atLeast(ANA.uid(), ANA_AND_BOB, ""));
    }

    @Test
    void shouldSayWhatItTakes() {
        assertThatThrownBy(() -> told.atLeast(ANA.uid(), "7")).hasMessageContaining("(expected: a cursor)");
        assertThatThrownBy(() -> told.atLeast(ANA.uid(), ANA_AND_BOB, "x"))
                .hasMessageContaining("(expected: a version or a cursor)");
    }

    @Test
    void shouldForgetTheConversationUntouchedForLongest() {
        told.told(ANA.uid(), ANA_AND_BOB, 5);
        for (int i = 0; i < 64; i++) {
            told.told(ANA.uid(), ConversationId.direct(ANA.uid(), People.uid(100 + i)), 1);
        }
        assertThat(told.atLeast(ANA.uid(), null).versions()).hasSize(64).doesNotContainKey(ANA_AND_BOB);
    }

    private static void assertInvalid(Runnable read) {
        assertThatThrownBy(read::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo(ProblemName.INVALID));
    }
}
