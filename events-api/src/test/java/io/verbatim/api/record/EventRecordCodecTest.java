package io.verbatim.api.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventRecordCodecTest {

    private static final byte[] PAYLOAD = "{\"device\":\"Phone_1\"}".getBytes(UTF_8);

    private static final EventRecord RECORD = new EventRecord(
            4_294_967_297L,
            Instant.parse("2026-11-24T12:00:00.123Z"),
            UUID.fromString("0d5a4a8e-6d8c-4c6c-9f0e-0a1b2c3d4e5f"),
            "device-signed-out",
            1,
            "account:0123456789abcdef",
            "account",
            41,
            new TreeMap<>(Map.of("trace", "t-ä", "actor", "0123456789abcdef")),
            PAYLOAD);

    @Test
    void shouldWriteTheCanonicalBytes() throws Exception {
        assertThat(HexFormat.of().formatHex(EventRecordCodec.encode(RECORD))).isEqualTo(golden());
    }

    @Test
    void shouldReadTheCanonicalBytes() throws Exception {
        assertThat(EventRecordCodec.decode(HexFormat.of().parseHex(golden()))).isEqualTo(RECORD);
    }

    @Test
    void shouldReadBackTheGreatestOfEverything() {
        EventRecord greatest = new EventRecord(
                Long.MAX_VALUE,
                Instant.ofEpochMilli(Long.MAX_VALUE),
                new UUID(-1, -1),
                "t".repeat(255),
                65_535,
                "i".repeat(255),
                "a".repeat(255),
                Long.MAX_VALUE,
                new TreeMap<>(Map.of("k".repeat(255), "v".repeat(65_535))),
                new byte[0]);

        assertThat(EventRecordCodec.decode(EventRecordCodec.encode(greatest))).isEqualTo(greatest);
    }

    @Test
    void shouldRefuseBytesThatAreCutShort() {
        byte[] bytes = EventRecordCodec.encode(RECORD);
        for (int length = 0; length < bytes.length - PAYLOAD.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EventRecordCodec.decode(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(length + " bytes");
        }
    }

    @Test
    void shouldRefuseAnotherFormat() {
        byte[] bytes = EventRecordCodec.encode(RECORD);
        bytes[0] = 2;

        assertThatThrownBy(() -> EventRecordCodec.decode(bytes)).hasMessageContaining("expected: format 1");
    }

    @Test
    void shouldRefuseTextsThatAreTooLong() {
        assertThatThrownBy(() -> EventRecordCodec.encode(withMetadata("k".repeat(256), "")))
                .hasMessage("text: 256 bytes (expected: at most 255)");
        assertThatThrownBy(() -> EventRecordCodec.encode(withMetadata("k", "v".repeat(65_536))))
                .hasMessage("text: 65536 bytes (expected: at most 65535)");
    }

    @Test
    void shouldTellRecordsApartByTheirPayload() {
        EventRecord other = withMetadata("k", "v");

        assertThat(other).isEqualTo(withMetadata("k", "v")).isNotEqualTo(RECORD);
        assertThat(other).hasSameHashCodeAs(withMetadata("k", "v"));
    }

    private static EventRecord withMetadata(String key, String value) {
        return new EventRecord(
                1,
                Instant.EPOCH,
                new UUID(0, 1),
                "type",
                1,
                "account:a",
                "account",
                0,
                new TreeMap<>(Map.of(key, value)),
                PAYLOAD.clone());
    }

    private static String golden() throws Exception {
        return Files.readString(Path.of("src/test/resources/golden/record.hex")).replaceAll("\\s", "");
    }
}
