package io.verbatim.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.testing.Bound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class HttpPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(HttpProperties.class, Map.of()))
                .isEqualTo(new HttpProperties(
                        List.of("*"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        DataSize.ofKilobytes(1),
                        8,
                        1_000));
    }

    @Test
    void shouldBindEverything() {
        assertThat(Bound.bind(
                        HttpProperties.class,
                        Map.of(
                                "cors-origins", "https://a.example,https://b.example",
                                "command-timeout", "1s",
                                "query-timeout", "2s",
                                "gzip-above", "3B",
                                "blocking-threads", "4",
                                "blocking-queue", "5")))
                .isEqualTo(new HttpProperties(
                        List.of("https://a.example", "https://b.example"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        DataSize.ofBytes(3),
                        4,
                        5));
    }
}
