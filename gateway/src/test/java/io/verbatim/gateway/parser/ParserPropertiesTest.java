package io.verbatim.gateway.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.gateway.testing.Bound;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ParserPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(ParserProperties.class, Map.of()))
                .isEqualTo(new ParserProperties(
                        2, DataSize.ofKilobytes(256), DataSize.ofMegabytes(64), ParserProperties.Place.LOCAL));
    }

    @Test
    void shouldBindEverything() {
        assertThat(Bound.bind(
                        ParserProperties.class,
                        Map.of("threads", "3", "queued", "4KB", "queued-in-all", "5MB", "place", "remote")))
                .isEqualTo(new ParserProperties(
                        3, DataSize.ofKilobytes(4), DataSize.ofMegabytes(5), ParserProperties.Place.REMOTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "queued", "queued-in-all"})
    void shouldRefuseNothing(String setting) {
        assertThatThrownBy(() -> Bound.bind(ParserProperties.class, Map.of(setting, "0")))
                .rootCause()
                .hasMessageContaining("expected: each at least 1");
    }
}
