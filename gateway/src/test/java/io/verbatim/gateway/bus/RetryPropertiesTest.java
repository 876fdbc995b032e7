package io.verbatim.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.gateway.testing.Bound;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(RetryProperties.class, Map.of()))
                .isEqualTo(new RetryProperties(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofSeconds(1)));
    }

    @Test
    void shouldBindEverything() {
        assertThat(Bound.bind(
                        RetryProperties.class, Map.of("give-up-after", "1s", "first-delay", "2ms", "max-delay", "3ms")))
                .isEqualTo(new RetryProperties(Duration.ofSeconds(1), Duration.ofMillis(2), Duration.ofMillis(3)));
    }

    @Test
    void shouldRefuseDelaysThatShrink() {
        assertThatThrownBy(
                        () -> new RetryProperties(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("expected");
    }
}
