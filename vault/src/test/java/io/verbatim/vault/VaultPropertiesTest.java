package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class VaultPropertiesTest {

    @Test
    void shouldHaveTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new VaultProperties(
                        Path.of("data/vault"),
                        new VaultProperties.Argon2(DataSize.ofKilobytes(19_456), 2, 1),
                        new VaultProperties.Hashing(1, 64),
                        Duration.ofDays(60),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        100_000,
                        20_000,
                        50_000));
    }

    @Test
    void shouldTakeEverything() {
        assertThat(bind(Map.ofEntries(
                        Map.entry("verbatim.vault.folder", "/srv/vault"),
                        Map.entry("verbatim.vault.argon2.memory", "64MB"),
                        Map.entry("verbatim.vault.argon2.iterations", "3"),
                        Map.entry("verbatim.vault.argon2.parallelism", "4"),
                        Map.entry("verbatim.vault.hashing.threads", "8"),
                        Map.entry("verbatim.vault.hashing.queue", "128"),
                        Map.entry("verbatim.vault.refresh-token-lifetime", "30d"),
                        Map.entry("verbatim.vault.refresh-answer-repeat", "5m"),
                        Map.entry("verbatim.vault.stream-ticket-lifetime", "10s"),
                        Map.entry("verbatim.vault.stream-tickets", "10"),
                        Map.entry("verbatim.vault.cached-keys", "11"),
                        Map.entry("verbatim.vault.cached-handles", "12"))))
                .isEqualTo(new VaultProperties(
                        Path.of("/srv/vault"),
                        new VaultProperties.Argon2(DataSize.ofMegabytes(64), 3, 4),
                        new VaultProperties.Hashing(8, 128),
                        Duration.ofDays(30),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        10,
                        11,
                        12));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> bind(Map.of("verbatim.vault.hashing.threads", "0")))
                .hasRootCauseMessage("verbatim.vault.hashing.threads: 0 (expected: > 0)");
        assertThatThrownBy(() -> bind(Map.of("verbatim.vault.argon2.memory", "4KB")))
                .hasRootCauseMessage("verbatim.vault.argon2.memory / 8 KiB: 0 (expected: > 0)");
    }

    /// The defaults, but for hashes that cost little.
    static VaultProperties cheap() {
        return bind(Map.of("verbatim.vault.argon2.memory", "64KB", "verbatim.vault.argon2.iterations", "1"));
    }

    private static VaultProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("verbatim.vault", VaultProperties.class);
    }
}
