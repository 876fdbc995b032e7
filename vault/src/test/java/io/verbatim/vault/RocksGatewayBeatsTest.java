package io.verbatim.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.vault.GatewayBeats.Beat;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksGatewayBeatsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheLastBeat() {
        try (VaultStore store = VaultStore.open(folder)) {
            RocksGatewayBeats underTest = new RocksGatewayBeats(store);
            assertThat(underTest.beats()).isEmpty();
            underTest.beat("gateway-1", NOON);
            underTest.beat("gateway-1", NOON.plusSeconds(5));
            assertThat(underTest.beats()).containsExactly(new Beat("gateway-1", NOON.plusSeconds(5), false));
        }
    }

    @Test
    void shouldKnowWhoIsGoneAfterAnotherStart() {
        try (VaultStore store = VaultStore.open(folder)) {
            new RocksGatewayBeats(store).beat("gateway-1", NOON);
        }
        try (VaultStore store = VaultStore.open(folder)) {
            RocksGatewayBeats underTest = new RocksGatewayBeats(store);
            underTest.beat("gateway-2", NOON.plusSeconds(9));
            assertThat(underTest.beats())
                    .containsExactly(
                            new Beat("gateway-1", NOON, true), new Beat("gateway-2", NOON.plusSeconds(9), false));
        }
    }

    @Test
    void shouldForget() {
        try (VaultStore store = VaultStore.open(folder)) {
            RocksGatewayBeats underTest = new RocksGatewayBeats(store);
            underTest.beat("gateway-1", NOON);
            underTest.beat("gateway-2", NOON);
            underTest.forget("gateway-1");
            underTest.forget("gateway-3");
            assertThat(underTest.beats()).extracting(Beat::gateway).containsExactly("gateway-2");
        }
    }
}
