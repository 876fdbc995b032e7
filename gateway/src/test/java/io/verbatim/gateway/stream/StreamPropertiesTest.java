package io.verbatim.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.testing.Bound;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class StreamPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(StreamProperties.class, Map.of()))
                .isEqualTo(new StreamProperties(
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(10),
                        4_096,
                        DataSize.ofMegabytes(2),
                        1_024,
                        256,
                        1_024,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        100,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(15),
                        2));
    }

    @Test
    void shouldBindEverything() {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("heartbeat", "1s"),
                Map.entry("hello-within", "2s"),
                Map.entry("outbound-frames", "3"),
                Map.entry("outbound", "4KB"),
                Map.entry("join-frames", "5"),
                Map.entry("catch-up-at-once", "6"),
                Map.entry("sends-in-flight", "7"),
                Map.entry("retry-for", "8s"),
                Map.entry("join-for", "9s"),
                Map.entry("close-within", "11s"),
                Map.entry("refused-frames", "12"),
                Map.entry("reconnect-within", "13s"),
                Map.entry("drain-within", "14s"),
                Map.entry("comment", "16s"),
                Map.entry("join-threads", "17"));
        assertThat(Bound.bind(StreamProperties.class, settings))
                .isEqualTo(new StreamProperties(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        3,
                        DataSize.ofKilobytes(4),
                        5,
                        6,
                        7,
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(11),
                        12,
                        Duration.ofSeconds(13),
                        Duration.ofSeconds(14),
                        Duration.ofSeconds(16),
                        17));
        assertThat(settings).hasSize(StreamProperties.class.getRecordComponents().length);
    }
}
