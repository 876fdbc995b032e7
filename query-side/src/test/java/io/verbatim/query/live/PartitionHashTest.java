package io.verbatim.query.live;

import static io.verbatim.testkit.People.ANA;
import static io.verbatim.testkit.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.support.RandomHistory;
import io.verbatim.testkit.History;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionHashTest {

    private final PartitionHash hash = new PartitionHash(4);

    @Test
    void shouldPutAllOfAnAggregateIntoOnePartition() {
        Map<String, Set<Integer>> partitions = new HashMap<>();
        for (RecordedEvent event : RandomHistory.of(1, 40, 5_000)) {
            partitions
                    .computeIfAbsent(event.aggregateId(), first -> new HashSet<>())
                    .add(hash.of(event));
        }
        assertThat(partitions.values()).allMatch(numbers -> numbers.size() == 1);
        assertThat(partitions.values()).contains(Set.of(0), Set.of(1), Set.of(2), Set.of(3));
    }

    @Test
    void shouldPutAPersonsAccountAndPresenceTogether() {
        List<RecordedEvent> events = new History()
                .signedIn(ANA.uid(), "phone")
                .cameOnline(ANA.uid(), "phone", "gateway-1")
                .events();
        assertThat(events.stream().map(hash::of).distinct()).hasSize(1);
    }

    @Test
    void shouldFindAConversationWhereItsEventsAre() {
        RecordedEvent sent = new History().sent(ANA.uid(), BOB.uid(), "Hi").last();
        assertThat(hash.of(ConversationId.direct(ANA.uid(), BOB.uid()))).isEqualTo(hash.of(sent));
    }

    /// All processes, of whatever version, mean the same.
    @Test
    void shouldNeverChange() {
        assertThat(IntStream.range(0, 12).map(number -> hash.of(new ConversationId("g_%022d".formatted(number)))))
                .containsExactly(3, 2, 2, 3, 1, 1, 3, 2, 2, 3, 1, 3);
    }

    @Test
    void shouldSpreadEvenly() {
        int[] sizes = new int[4];
        for (int number = 0; number < 10_000; number++) {
            sizes[hash.of(ConversationId.group())]++;
        }
        assertThat(Arrays.stream(sizes)).allMatch(size -> size > 2_300 && size < 2_700);
    }

    @Test
    void shouldHaveAtLeastOnePartition() {
        assertThatThrownBy(() -> new PartitionHash(0)).hasMessage("partitions: 0 (expected: > 0)");
    }
}
