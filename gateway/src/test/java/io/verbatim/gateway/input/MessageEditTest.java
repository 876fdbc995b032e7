package io.verbatim.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.verbatim.api.Handle;
import io.verbatim.gateway.error.Problem.FieldError;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.testing.Bound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageEditTest {
    private static final GatewayLimits LIMITS = Bound.bind(GatewayLimits.class, Map.of());

    @Test
    void shouldReadWhatIsNamed() {
        assertThat(read("{\"text\":\"Hi\",\"data\":{\"a\" : 1.50},\"mentions\":[\"bob\",\"bob\"]}"))
                .isEqualTo(new MessageEdit("Hi", "{\"a\":1.50}", List.of(Handle.of("bob"))));
        assertThat(read("{}")).isEqualTo(new MessageEdit(null, null, null));
    }

    @Test
    void shouldTellNobodyFromNothingSaid() {
        assertThat(read("{\"mentions\":[]}").mentions()).isEmpty();
        assertThat(read("{\"mentions\":null}").mentions()).isEmpty();
        assertThat(read("{\"text\":\"Hi\"}").mentions()).isNull();
    }

    @Test
    void shouldNotTakeAwayTextOrData() {
        assertInvalid("{\"text\":null}", "text");
        assertInvalid("{\"data\":null}", "data");
        assertInvalid("{\"text\":\" \"}", "text");
    }

    @Test
    void shouldKeepTheLimitsOfAMessage() {
        assertInvalid("{\"text\":\"" + "x".repeat(8_001) + "\"}", "text");
        assertInvalid("{\"data\":{\"a\":\"" + "x".repeat(4_089) + "\"}}", "data");
    }

    private static MessageEdit read(String json) {
        return MessageEdit.read(JsonFields.parse(json.getBytes(StandardCharsets.UTF_8)), LIMITS);
    }

    private static void assertInvalid(String json, String field) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(json))
                .satisfies(refused -> assertThat(refused.problem().errors())
                        .extracting(FieldError::field)
                        .containsExactly(field));
    }
}
