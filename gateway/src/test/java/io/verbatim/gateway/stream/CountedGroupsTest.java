package io.verbatim.gateway.stream;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.gateway.stream.CountedGroups.Due;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CountedGroupsTest {
    private static final ConversationId GROUP = ConversationId.group();

    private final CountedGroups underTest = new CountedGroups();

    @Test
    void shouldHaveOneTurnAtATimeForAllThatHasMovedMeanwhile() {
        assertThat(moved(5, 5, ANA.uid())).as("at rest").isTrue();
        Due first = begin();
        assertThat(first.first()).isEqualTo(5);
        assertThat(moved(7, 8, ANA.uid())).isFalse();
        assertThat(moved(9, 9, BOB.uid())).isFalse();
        assertThat(underTest.begin(GROUP)).as("while one is under way").isNull();
        assertThat(underTest.first()).as("nothing of it is told yet").isEqualTo(5);
        assertThat(underTest.end(first)).isTrue();
        assertThat(underTest.first()).isEqualTo(7);

        Due second = begin();
        assertThat(second.authors()).containsExactlyInAnyOrder(ANA.uid(), BOB.uid());
        assertThat(second.first()).isEqualTo(7);
        assertThat(second.last()).isEqualTo(9);
        assertThat(underTest.end(second)).isTrue();
        assertThat(underTest.first()).isEqualTo(Long.MAX_VALUE);
        assertThat(underTest.begin(GROUP)).as("nothing has moved").isNull();
        assertThat(moved(12, 12, ANA.uid())).as("at rest again").isTrue();
    }

    @Test
    void shouldHaveNoSecondTurnBesideTheOneThatIsToCome() {
        moved(5, 5, ANA.uid());
        Due dropped = begin();
        moved(6, 6, ANA.uid());
        underTest.clear();
        assertThat(underTest.first()).isEqualTo(Long.MAX_VALUE);
        assertThat(moved(7, 7, ANA.uid())).as("its turn comes").isFalse();
        assertThat(underTest.end(dropped)).as("told otherwise").isFalse();
        assertThat(underTest.first()).isEqualTo(7);
        assertThat(begin().first()).isEqualTo(7);
    }

    private boolean moved(long first, long last, Uid author) {
        return underTest.moved(new Telling.Counted(GROUP, List.of(author), first, last));
    }

    private Due begin() {
        return Objects.requireNonNull(underTest.begin(GROUP));
    }
}
