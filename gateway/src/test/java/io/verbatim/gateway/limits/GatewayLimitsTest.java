package io.verbatim.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.testing.Bound;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class GatewayLimitsTest {
    private static final GatewayLimits DEFAULTS = new GatewayLimits(
            8_000,
            64,
            DataSize.ofKilobytes(4),
            50,
            DataSize.ofBytes(64),
            DataSize.ofKilobytes(128),
            DataSize.ofKilobytes(512),
            DataSize.ofKilobytes(256),
            100,
            64,
            256,
            50,
            200,
            1_000,
            100,
            8,
            32,
            50,
            5_000,
            1_000,
            10_000,
            30);

    @Test
    void shouldHaveTheProtocolsDefaults() {
        assertThat(Bound.bind(GatewayLimits.class, Map.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void shouldBindEverything() {
        Map<String, String> settings = new LinkedHashMap<>();
        String[] names = {
            "text",
            "display-name",
            "data",
            "mentions",
            "emoji",
            "frame-in",
            "frame-out",
            "body",
            "members-inline",
            "receipts-members",
            "typing-members",
            "page",
            "page-max",
            "members-page-max",
            "ids",
            "connections-per-device",
            "connections-per-user",
            "devices",
            "blocks",
            "catch-up-changes",
            "catch-up-changes-in-all",
            "cursor-days"
        };
        for (int i = 0; i < names.length; i++) {
            settings.put(names[i], String.valueOf(i + 1));
        }
        assertThat(Bound.bind(GatewayLimits.class, settings))
                .isEqualTo(new GatewayLimits(
                        1,
                        2,
                        DataSize.ofBytes(3),
                        4,
                        DataSize.ofBytes(5),
                        DataSize.ofBytes(6),
                        DataSize.ofBytes(7),
                        DataSize.ofBytes(8),
                        9,
                        10,
                        11,
                        12,
                        13,
                        14,
                        15,
                        16,
                        17,
                        18,
                        19,
                        20,
                        21,
                        22));
    }

    @Test
    void shouldBePublished() {
        RateLimitProperties rates = Bound.bind(RateLimitProperties.class, Map.of());
        assertThat(new PublishedLimits(DEFAULTS, rates, Duration.ofSeconds(25)).byName())
                .containsEntry("text", 8_000L)
                .containsEntry("emoji", 64L)
                .containsEntry("emojiPerMessage", 100L)
                .containsEntry("emojiPerUser", 10L)
                .containsEntry("frameOutBytes", 524_288L)
                .containsEntry("limit", 200L)
                .containsEntry("watched", 500L)
                .containsEntry("heartbeatSeconds", 25L)
                .containsEntry("signInsPerMinute", 60L)
                .containsEntry("signInFailures", 10L)
                .containsEntry("sendsBurst", 300L);
        RateLimitProperties off = new RateLimitProperties(false, 1, 1, 1, 1, 1, 1, Duration.ofMinutes(1), 1);
        assertThat(new PublishedLimits(DEFAULTS, off, Duration.ofSeconds(25)).byName())
                .doesNotContainKey("sendsBurst");
    }
}
