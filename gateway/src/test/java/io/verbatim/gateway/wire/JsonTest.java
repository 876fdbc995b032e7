package io.verbatim.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void shouldWriteTimesWithMilliseconds() {
        assertThat(Json.time(Instant.parse("2026-11-24T12:00:00Z"))).isEqualTo("2026-11-24T12:00:00.000Z");
        assertThat(Json.time(Instant.parse("2026-11-24T12:00:00.1239Z"))).isEqualTo("2026-11-24T12:00:00.123Z");
        assertThat(text(new WireReceipt("ana", 2, Instant.EPOCH, 0, null)))
                .isEqualTo("{\"userId\":\"ana\",\"deliveredSeq\":2,\"deliveredAt\":\"1970-01-01T00:00:00.000Z\","
                        + "\"readSeq\":0}");
    }

    @Test
    void shouldEmbedDataAsJson() {
        WireMessage message = new WireMessage(
                "c-1",
                "c",
                1,
                2,
                "ana",
                "id",
                Instant.EPOCH,
                null,
                "{\"a\":[1.50,null]}",
                List.of(),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null);
        assertThat(text(message))
                .isEqualTo("{\"messageId\":\"c-1\",\"conversationId\":\"c\",\"seq\":1,\"version\":2,\"sender\":\"ana\","
                        + "\"clientMessageId\":\"id\",\"sentAt\":\"1970-01-01T00:00:00.000Z\","
                        + "\"data\":{\"a\":[1.50,null]}}");
    }

    private static String text(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
