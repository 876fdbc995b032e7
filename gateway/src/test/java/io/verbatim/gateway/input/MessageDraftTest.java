package io.verbatim.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.verbatim.api.Handle;
import io.verbatim.gateway.error.Problem.FieldError;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.testing.Bound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageDraftTest {
    private static final GatewayLimits LIMITS = Bound.bind(GatewayLimits.class, Map.of());
    private static final String ID = "\"clientMessageId\":\"0B1C2D3E-0000-4000-8000-000000000001\"";

    @Test
    void shouldReadAllThereIs() {
        assertThat(read("{" + ID + ",\"text\":\"Hi\",\"data\":{\"a\" : 1.50, \"b\":null},"
                        + "\"mentions\":[\"bob\",\"ana\",\"bob\"],\"replyTo\":3,\"forwarded\":true,\"other\":1}"))
                .isEqualTo(new MessageDraft(
                        "0b1c2d3e-0000-4000-8000-000000000001",
                        "Hi",
                        "{\"a\":1.50,\"b\":null}",
                        List.of(Handle.of("bob"), Handle.of("ana")),
                        3L,
                        true));
    }

    @Test
    void shouldNeedTextOrData() {
        assertInvalid("{" + ID + "}", "text");
        assertThat(read("{" + ID + ",\"data\":{}}").data()).isEqualTo("{}");
        assertInvalid("{" + ID + ",\"text\":\" \\n\\t \"}", "text");
    }

    @Test
    void shouldCountCodePointsOfTheText() {
        String most = "😀".repeat(8_000);
        assertThat(read("{" + ID + ",\"text\":\"" + most + "\"}").text()).isEqualTo(most);
        assertInvalid("{" + ID + ",\"text\":\"" + most + "!\"}", "text");
    }

    @Test
    void shouldRefuseHalfACharacter() {
        assertInvalid("{" + ID + ",\"text\":\"a\\ud83d\"}", "text");
        assertInvalid("{" + ID + ",\"text\":\"\\ude00a\"}", "text");
    }

    @Test
    void shouldMeasureDataInBytes() {
        assertThat(read("{" + ID + ",\"data\":{\"a\":\"" + "x".repeat(4_088) + "\"}}")
                        .data())
                .hasSize(4_096);
        assertInvalid("{" + ID + ",\"data\":{\"a\":\"" + "x".repeat(4_089) + "\"}}", "data");
        assertInvalid("{" + ID + ",\"data\":{\"a\":\"" + "ä".repeat(2_045) + "\"}}", "data");
    }

    @Test
    void shouldNeedAUuid() {
        assertInvalid("{\"text\":\"Hi\"}", "clientMessageId");
        assertInvalid("{\"text\":\"Hi\",\"clientMessageId\":\"1-1-1-1-1\"}", "clientMessageId");
        assertInvalid(
                "{\"text\":\"Hi\",\"clientMessageId\":\"0b1c2d3e-0000-4000-8000-00000000000g\"}", "clientMessageId");
    }

    @Test
    void shouldLimitMentions() {
        String fifty = IntStream.range(0, 50).mapToObj(i -> "\"u" + i + "\"").collect(Collectors.joining(","));
        assertThat(read("{" + ID + ",\"text\":\"Hi\",\"mentions\":[" + fifty + "]}")
                        .mentions())
                .hasSize(50);
        assertInvalid("{" + ID + ",\"text\":\"Hi\",\"mentions\":[" + fifty + ",\"x\"]}", "mentions");
        assertInvalid("{" + ID + ",\"text\":\"Hi\",\"mentions\":[\"*\",\"x\"]}", "mentions");
        assertThat(read("{" + ID + ",\"text\":\"Hi\",\"mentions\":[\"*\"]}").mentions())
                .containsExactly(Handle.EVERYBODY);
    }

    @Test
    void shouldRefuseMediaForNow() {
        assertInvalid("{" + ID + ",\"media\":[{\"mediaId\":\"m\"}]}", "media");
        assertThat(read("{" + ID + ",\"text\":\"Hi\",\"media\":[]}").text()).isEqualTo("Hi");
    }

    @Test
    void shouldTellAllFaultsTogether() {
        assertInvalid("{\"text\":\"\",\"replyTo\":0}", "clientMessageId", "text", "replyTo");
    }

    @Test
    void shouldCallAWrongTypeMalformed() {
        assertThat(refusal("{" + ID + ",\"text\":7}").problem().name()).isEqualTo(ProblemName.MALFORMED);
        assertThat(refusal("{" + ID + ",\"data\":[]}").problem().name()).isEqualTo(ProblemName.MALFORMED);
        assertThat(refusal("{" + ID + ",\"replyTo\":\"3\"}").problem().name()).isEqualTo(ProblemName.MALFORMED);
    }

    private static MessageDraft read(String json) {
        return MessageDraft.read(JsonFields.parse(json.getBytes(StandardCharsets.UTF_8)), LIMITS);
    }

    private static void assertInvalid(String json, String... fields) {
        ProblemException refused = refusal(json);
        assertThat(refused.problem().name()).isEqualTo(ProblemName.INVALID);
        assertThat(refused.problem().errors()).extracting(FieldError::field).containsExactly(fields);
    }

    private static ProblemException refusal(String json) {
        return catchThrowableOfType(ProblemException.class, () -> read(json));
    }
}
