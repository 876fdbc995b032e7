package io.verbatim.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.testing.Bound;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(AuthProperties.class, Map.of()))
                .isEqualTo(new AuthProperties(Duration.ofMinutes(15), Duration.ofSeconds(30), 100_000));
    }

    @Test
    void shouldBindEverything() {
        assertThat(Bound.bind(
                        AuthProperties.class,
                        Map.of("access-token-lifetime", "1m", "family-cache", "2s", "families-cached", "3")))
                .isEqualTo(new AuthProperties(Duration.ofMinutes(1), Duration.ofSeconds(2), 3));
    }
}
