package io.verbatim.query.conversation;

import static io.verbatim.testkit.Histories.ANA_AND_BOB;
import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.AtLeast;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.support.RunningViews;
import io.verbatim.testkit.Histories;
import io.verbatim.testkit.History;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineTest {

    private static final int LAST = 40;

    private static RunningViews views;
    private static History history;

    @BeforeAll
    static void talk() {
        history = Histories.opened();
        for (int seq = 1; seq <= LAST; seq++) {
            history.sent(seq % 3 == 0 ? BOB.uid() : ANA.uid(), seq % 3 == 0 ? ANA.uid() : BOB.uid(), "Message " + seq);
        }
        views = RunningViews.of(history.events()).settled();
    }

    @AfterAll
    static void close() {
        views.close();
    }

    static List<Arguments> pages() {
        return List.of(
                Arguments.of(new Range.Newest(), 10, 31, 40, true),
                Arguments.of(new Range.Newest(), 40, 1, 40, false),
                Arguments.of(new Range.Newest(), 200, 1, 40, false),
                Arguments.of(new Range.Before(11), 10, 1, 10, false),
                Arguments.of(new Range.Before(12), 10, 2, 11, true),
                Arguments.of(new Range.Before(41), 10, 31, 40, true),
                Arguments.of(new Range.Before(Long.MAX_VALUE), 10, 31, 40, true),
                Arguments.of(new Range.Before(2), 10, 1, 1, false),
                Arguments.of(new Range.After(0), 10, 1, 10, true),
                Arguments.of(new Range.After(-7), 10, 1, 10, true),
                Arguments.of(new Range.After(30), 10, 31, 40, false),
                Arguments.of(new Range.After(29), 10, 30, 39, true),
                Arguments.of(new Range.After(39), 1, 40, 40, false),
                Arguments.of(new Range.Around(20), 10, 15, 24, true),
                Arguments.of(new Range.Around(20), 5, 18, 22, true),
                Arguments.of(new Range.Around(1), 10, 1, 10, true),
                Arguments.of(new Range.Around(40), 10, 31, 40, true),
                Arguments.of(new Range.Around(999), 10, 31, 40, true),
                Arguments.of(new Range.Around(7), 100, 1, 40, false));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldGiveThePageThatIsAsked(Range range, int limit, long first, long last, boolean more) {
        TimelinePage page = page(range, limit);
        assertThat(page.messages())
                .extracting(MessageView::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first, last).boxed().toList());
        assertThat(page.hasMore()).isEqualTo(more);
        assertThat(page.statuses()).hasSameSizeAs(page.messages());
    }

    @Test
    void shouldGiveNothingBeyondTheEnds() {
        assertThat(page(new Range.After(40), 10)).isEqualTo(new TimelinePage(List.of(), false, List.of()));
        assertThat(page(new Range.After(Long.MAX_VALUE), 10)).isEqualTo(new TimelinePage(List.of(), false, List.of()));
        assertThat(page(new Range.Before(1), 10)).isEqualTo(new TimelinePage(List.of(), false, List.of()));
        assertThat(page(new Range.Before(-5), 10)).isEqualTo(new TimelinePage(List.of(), false, List.of()));
    }

    @Test
    void shouldShowTheMessageAsItWasSent() {
        MessageView third = page(new Range.After(2), 1).messages().getFirst();
        MessageSent sent = (MessageSent) history.events().get(5).event();
        assertThat(third)
                .isEqualTo(MessageView.sent(
                        3,
                        4,
                        BOB.uid(),
                        sent.clientMessageId(),
                        history.events().get(5).at(),
                        sent.content()));
    }

    @Test
    void shouldGiveNothingOfAnEmptyConversation() {
        try (RunningViews empty = RunningViews.of(Histories.opened().events())) {
            for (Range range :
                    List.of(new Range.Newest(), new Range.Before(5), new Range.After(0), new Range.Around(3))) {
                assertThat(empty.ask(
                                new FindTimeline(ANA.uid(), ANA_AND_BOB, range, 10, AtLeast.ANYTHING),
                                TimelinePage.class))
                        .isEqualTo(new TimelinePage(List.of(), false, List.of()));
            }
        }
    }

    private static TimelinePage page(Range range, int limit) {
        return views.ask(new FindTimeline(ANA.uid(), ANA_AND_BOB, range, limit, AtLeast.ANYTHING), TimelinePage.class);
    }
}
