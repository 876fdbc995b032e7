package io.verbatim.gateway.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.gateway.testing.Bound;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class RemoteParserPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(RemoteParserProperties.class, Map.of()))
                .isEqualTo(new RemoteParserProperties(
                        DataSize.ofMegabytes(1), Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    @Test
    void shouldBindEverything() {
        assertThat(Bound.bind(
                        RemoteParserProperties.class,
                        Map.of("batch", "2KB", "answer-within", "3s", "give-up-after", "4s")))
                .isEqualTo(new RemoteParserProperties(
                        DataSize.ofKilobytes(2), Duration.ofSeconds(3), Duration.ofSeconds(4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "answer-within", "give-up-after"})
    void shouldRefuseNothing(String setting) {
        assertThatThrownBy(() -> Bound.bind(RemoteParserProperties.class, Map.of(setting, "0")))
                .rootCause()
                .hasMessageContaining("expected: each > 0");
    }
}
