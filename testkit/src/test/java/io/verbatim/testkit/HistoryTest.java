package io.verbatim.testkit;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void shouldCountPositionsWithoutGaps() {
        assertThat(Histories.threePeople())
                .extracting(RecordedEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 11).boxed().toList());
    }

    @Test
    void shouldCountSequencesPerAggregate() {
        assertThat(Histories.talked().events().stream()
                        .filter(event -> event.aggregateId().equals(Histories.ANA_AND_BOB.aggregateId())))
                .extracting(RecordedEvent::sequence)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void shouldNumberMessagesAndMembers() {
        assertThat(Histories.talked().events())
                .extracting(RecordedEvent::event)
                .filteredOn(MessageSent.class::isInstance)
                .extracting("seq", "member")
                .containsExactly(tuple(1L, 1), tuple(2L, 2), tuple(3L, 1));
    }

    @Test
    void shouldKeepTheOtherWatermark() {
        RecordedEvent last = Histories.talked()
                .read(BOB.uid(), ANA.uid(), 2)
                .delivered(BOB.uid(), ANA.uid(), 3)
                .last();
        assertThat(last.event()).isEqualTo(new ReceiptsRecorded(List.of(2), List.of(3L), List.of(2L)));
    }
}
