package io.verbatim.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldLanesTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void shouldSpreadIdsThatAreMuchAlike(int lanes) {
        int[] found = new int[lanes];
        IntStream.range(0, 1_200).mapToObj(FoldLanesTest::pair).forEach(id -> found[FoldLanes.lane(id, lanes)]++);
        assertThat(IntStream.of(found).boxed())
                .allSatisfy(many -> assertThat(many).isBetween(900 / lanes, 1_500 / lanes));
    }

    private static String pair(int number) {
        return ConversationId.direct(Uid.of("a%015d".formatted(number)), Uid.of("b%015d".formatted(number)))
                .aggregateId();
    }
}
