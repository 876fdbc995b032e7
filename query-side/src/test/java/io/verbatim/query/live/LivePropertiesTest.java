package io.verbatim.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LivePropertiesTest {

    @Test
    void shouldHaveTheseDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new LiveProperties(1, Duration.ofSeconds(1)));
    }

    @Test
    void shouldBindEverything() {
        assertThat(bind(Map.of("verbatim.live.partitions", "4", "verbatim.live.beat", "20ms")))
                .isEqualTo(new LiveProperties(4, Duration.ofMillis(20)));
    }

    @Test
    void shouldRefuseWhatCannotWork() {
        assertThatThrownBy(() -> new LiveProperties(0, Duration.ofSeconds(1)))
                .hasMessage("verbatim.live.partitions: 0 (expected: > 0)");
        assertThatThrownBy(() -> new LiveProperties(1, Duration.ZERO))
                .hasMessage("verbatim.live.beat: 0 (expected: > 0)");
    }

    private static LiveProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("verbatim.live", LiveProperties.class);
    }
}
