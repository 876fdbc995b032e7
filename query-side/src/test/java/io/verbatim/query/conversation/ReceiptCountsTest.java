package io.verbatim.query.conversation;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static io.verbatim.testkit.People.CARLA;
import static io.verbatim.testkit.People.DAVID;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindReceiptCounts;
import io.verbatim.api.conversation.GroupLimits;
import io.verbatim.api.conversation.ReceiptCount;
import io.verbatim.api.conversation.ReceiptCounts;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.History;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// How many have which message of whom.
class ReceiptCountsTest {

    private static final ConversationId GROUP = ConversationId.group();

    private final History history = new History().created(GROUP, ANA.uid(), "Friends", BOB.uid(), CARLA.uid());

    @Test
    void shouldCountThoseWhoSeeTheMessageAndNotItsAuthor() {
        history.sent(GROUP, ANA.uid(), "one").sent(GROUP, BOB.uid(), "two");
        history.added(GROUP, ANA.uid(), DAVID.uid()).sent(GROUP, ANA.uid(), "three");
        history.read(GROUP, ANA.uid(), 3).read(GROUP, BOB.uid(), 3).read(GROUP, DAVID.uid(), 3);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(counts(views, ANA.uid(), 0))
                    .containsExactly(new ReceiptCount(1, 1, 1), new ReceiptCount(3, 2, 2));
            assertThat(counts(views, BOB.uid(), 0)).containsExactly(new ReceiptCount(2, 1, 1));
            assertThat(counts(views, CARLA.uid(), 0)).isEmpty();
        }
    }

    @Test
    void shouldTellOfWhatWasPassedSinceAlone() {
        for (int i = 1; i <= 6; i++) {
            history.sent(GROUP, ANA.uid(), "message " + i);
        }
        history.read(GROUP, BOB.uid(), 2).read(GROUP, CARLA.uid(), 5);
        long before = history.last().position();
        history.read(GROUP, BOB.uid(), 3).read(GROUP, CARLA.uid(), 6);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(counts(views, ANA.uid(), before))
                    .containsExactly(new ReceiptCount(3, 2, 2), new ReceiptCount(6, 1, 1));
            assertThat(counts(views, ANA.uid(), history.last().position())).isEmpty();
        }
    }

    @Test
    void shouldTellOfTheNewestWhenThereAreMany() {
        int many = GroupLimits.COUNTS_TOLD + 150;
        for (int i = 1; i <= many; i++) {
            history.sent(GROUP, ANA.uid(), "message " + i);
        }
        history.read(GROUP, BOB.uid(), many - 10);
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(counts(views, ANA.uid(), 0).stream().map(ReceiptCount::seq))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(many - 10 - GroupLimits.COUNTS_TOLD + 1, many - 10)
                                    .boxed()
                                    .toList());
        }
    }

    @Test
    void shouldNotCountWhoHasLeft() {
        history.sent(GROUP, ANA.uid(), "one").read(GROUP, BOB.uid(), 1).read(GROUP, CARLA.uid(), 1);
        history.removed(GROUP, ANA.uid(), CARLA.uid());
        try (RunningViews views = RunningViews.of(history.events())) {
            assertThat(counts(views, ANA.uid(), 0)).containsExactly(new ReceiptCount(1, 1, 1));
        }
    }

    private List<ReceiptCount> counts(RunningViews views, Uid author, long after) {
        FindReceiptCounts query = new FindReceiptCounts(
                GROUP, List.of(author), after, AtLeast.position(history.last().position()));
        return views.ask(query, ReceiptCounts.class).found().stream()
                .filter(found -> found.author().equals(author))
                .findFirst()
                .map(ReceiptCounts.OfAuthor::counts)
                .orElse(List.of());
    }
}
