package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

    private final BoundedCache<Integer, String> underTest = new BoundedCache<>(100);

    @Test
    void shouldReturnNullForWhatWasNeverPut() {
        assertThat(underTest.get(1)).isNull();
    }

    @Test
    void shouldStayWithinItsBound() {
        for (int i = 0; i < 10_000; i++) {
            underTest.put(i, "value");
            assertThat(underTest.size()).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void shouldKeepWhatIsAskedFor() {
        underTest.put(-1, "hot");
        for (int i = 0; i < 10_000; i++) {
            underTest.put(i, "cold");
            assertThat(underTest.get(-1)).isEqualTo("hot");
        }
        assertThat(underTest.get(1)).isNull();
    }

    @Test
    void shouldLoadOnceWhatIsAskedForTwice() {
        AtomicInteger loads = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            assertThat(underTest.get(7, key -> "loaded " + loads.incrementAndGet()))
                    .isEqualTo("loaded 1");
        }
    }

    @Test
    void shouldNotRememberThatThereIsNothing() {
        assertThat(underTest.get(7, key -> null)).isNull();
        assertThat(underTest.get(7, key -> "now there is")).isEqualTo("now there is");
    }
}
