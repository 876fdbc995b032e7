package io.verbatim.command.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.command.presence.PresenceSnapshot.Session;
import io.verbatim.command.repository.JsonSnapshots;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceSnapshotTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123Z");

    private final JsonSnapshots underTest = new JsonSnapshots(PresenceAggregates.SNAPSHOTS);

    @Test
    void shouldReadBackWhatItWrote() {
        PresenceSnapshot presence = new PresenceSnapshot(
                "aaaaaaaaaaaaaaaa", List.of(new Session(DeviceId.of("phone"), "gateway-1")), true, AT);
        assertThat(new Presence(readBack("presence.1", presence)).snapshot()).isEqualTo(presence);
        GatewaySnapshot gateway = new GatewaySnapshot("gateway-1", AT);
        assertThat(new Gateway(readBack("gateway.1", gateway)).snapshot()).isEqualTo(gateway);
    }

    @Test
    void shouldKeepItsStoredShape() {
        assertThat(new String(
                        underTest.write(new PresenceSnapshot(
                                "aaaaaaaaaaaaaaaa", List.of(new Session(DeviceId.of("phone"), "gateway-1")), true, AT)),
                        StandardCharsets.UTF_8))
                .contains("\"sessions\":[{\"device\":\"phone\",\"gateway\":\"gateway-1\"}]")
                .contains("\"lastActiveAt\":\"2026-11-24T12:00:00.123Z\"");
    }

    @SuppressWarnings("unchecked")
    private <S> S readBack(String name, S snapshot) {
        return (S) underTest.read(name, underTest.write(snapshot));
    }
}
