package io.verbatim.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalCodeTest {

    @Test
    void shouldBeNamedAsInTheProtocol() {
        assertThat(Stream.of(RefusalCode.values()).map(RefusalCode::wireName))
                .contains("invalid", "user-exists", "not-a-member", "outcome-unknown")
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void shouldBeRetryableWhenLaterMayBeBetter() {
        assertThat(Stream.of(RefusalCode.values()).filter(RefusalCode::retryable))
                .containsExactlyInAnyOrder(RefusalCode.BEHIND, RefusalCode.UNAVAILABLE, RefusalCode.OUTCOME_UNKNOWN);
    }
}
