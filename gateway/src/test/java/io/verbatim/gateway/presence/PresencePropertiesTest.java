package io.verbatim.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.gateway.testing.Bound;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresencePropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(PresenceProperties.class, Map.of()))
                .isEqualTo(new PresenceProperties(
                        Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(15), 200));
    }

    @Test
    void shouldBindEverything() {
        Map<String, String> settings = Map.of(
                "threshold", "1s",
                "beat", "2s",
                "lease", "3s",
                "sweep-per-second", "4");
        assertThat(Bound.bind(PresenceProperties.class, settings))
                .isEqualTo(
                        new PresenceProperties(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 4));
    }

    @Test
    void shouldRefuseALeaseThatABeatOutlasts() {
        assertThatThrownBy(() -> new PresenceProperties(
                        Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(5), 200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beat < lease");
    }
}
