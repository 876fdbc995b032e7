package io.verbatim.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QueryBusFeedPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new QueryBusFeedProperties(Duration.ofSeconds(4), Duration.ofSeconds(5)));
    }

    @Test
    void shouldBindEverything() {
        assertThat(bind(Map.of(
                        "verbatim.gateway.live.silence", "10s",
                        "verbatim.gateway.live.answer-within", "2s")))
                .isEqualTo(new QueryBusFeedProperties(Duration.ofSeconds(10), Duration.ofSeconds(2)));
    }

    @Test
    void shouldRefuseWhatCannotWork() {
        assertThatThrownBy(() -> new QueryBusFeedProperties(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessage("verbatim.gateway.live.silence: PT0S (expected: > 0)");
    }

    private static QueryBusFeedProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("verbatim.gateway.live", QueryBusFeedProperties.class);
    }
}
