package io.verbatim.query.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNumbersTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31, 32, 1_000_000, 1L << 62, Long.MAX_VALUE})
    void shouldReadWhatIsWritten(long number) {
        String written = KeyNumbers.write(number);
        assertThat(written).hasSize(KeyNumbers.WIDTH);
        assertThat(KeyNumbers.isWritten(written)).isTrue();
        assertThat(KeyNumbers.read("aa/" + written + "/z", 3)).isEqualTo(number);
    }

    @Test
    void shouldSortAsNumbersDo() {
        assertThat(LongStream.range(0, 5_000).map(i -> i * 7_919).mapToObj(KeyNumbers::write))
                .isSorted();
    }

    @Test
    void shouldRefuseWhatIsNoNumber() {
        assertThatThrownBy(() -> KeyNumbers.write(-1)).hasMessage("number: -1 (expected: >= 0)");
        assertThatThrownBy(() -> KeyNumbers.read("aa/1", 3)).hasMessage("key: aa/1 (expected: a number at 3)");
        assertThatThrownBy(() -> KeyNumbers.read("aa/000000000000z", 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyNumbers.read("vvvvvvvvvvvvv", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "00000000000000", "8000000000000", "000000000000w", "00000000000 0"})
    void shouldKnowWhatItNeverWrites(String text) {
        assertThat(KeyNumbers.isWritten(text)).isFalse();
    }
}
