package io.verbatim.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class LogPropertiesTest {

    @Test
    void shouldHaveTheseDefaults() {
        assertThat(bind(Map.of())).isEqualTo(LogProperties.in(Path.of("data/log")));
    }

    @Test
    void shouldTakeAll() {
        assertThat(bind(Map.ofEntries(
                        Map.entry("folder", "/srv/log"),
                        Map.entry("ring-events", "1"),
                        Map.entry("ring-bytes", "2B"),
                        Map.entry("queue-events", "3"),
                        Map.entry("queue-bytes", "4B"),
                        Map.entry("batch-bytes", "5B"),
                        Map.entry("streams", "6"),
                        Map.entry("cache", "7B"),
                        Map.entry("keep-free", "8B"),
                        Map.entry("reopen-after", "9ms"),
                        Map.entry("reopen-at-most-after", "10ms"))))
                .isEqualTo(new LogProperties(
                        Path.of("/srv/log"),
                        1,
                        DataSize.ofBytes(2),
                        3,
                        DataSize.ofBytes(4),
                        DataSize.ofBytes(5),
                        6,
                        DataSize.ofBytes(7),
                        DataSize.ofBytes(8),
                        Duration.ofMillis(9),
                        Duration.ofMillis(10)));
    }

    private static LogProperties bind(Map<String, String> values) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        values.forEach((key, value) -> source.put("verbatim.log." + key, value));
        return new Binder(source).bindOrCreate("verbatim.log", LogProperties.class);
    }
}
