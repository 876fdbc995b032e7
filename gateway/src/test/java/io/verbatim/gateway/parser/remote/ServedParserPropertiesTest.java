package io.verbatim.gateway.parser.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.gateway.testing.Bound;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ServedParserPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(ServedParserProperties.class, Map.of()))
                .isEqualTo(new ServedParserProperties(2, DataSize.ofMegabytes(64)));
    }

    @Test
    void shouldBindEverything() {
        assertThat(Bound.bind(ServedParserProperties.class, Map.of("threads", "3", "queued", "4KB")))
                .isEqualTo(new ServedParserProperties(3, DataSize.ofKilobytes(4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "queued"})
    void shouldRefuseNothing(String setting) {
        assertThatThrownBy(() -> Bound.bind(ServedParserProperties.class, Map.of(setting, "0")))
                .rootCause()
                .hasMessageContaining("expected: each at least 1");
    }
}
