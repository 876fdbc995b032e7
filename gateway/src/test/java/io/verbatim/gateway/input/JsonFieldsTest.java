package io.verbatim.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.Problem.FieldError;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}x", "[]", "null", "7", "{\"a\":NaN}", "{'a':1}", "{\"a\":1,}", "\"text\""})
    void shouldTakeNothingButOneObject(String text) {
        assertMalformed(() -> parse(text));
    }

    @Test
    void shouldNotOverflowOnDeepNesting() {
        assertMalformed(() -> parse("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
    }

    @Test
    void shouldReadEachType() {
        JsonFields fields =
                parse("{\"t\":\"x\",\"i\":9007199254740991,\"f\":true,\"l\":[\"a\",\"b\"],\"o\":{\"a\":1},\"more\":0}");
        assertThat(fields.text("t")).isEqualTo("x");
        assertThat(fields.integer("i")).isEqualTo(9007199254740991L);
        assertThat(fields.flag("f")).isTrue();
        assertThat(fields.texts("l")).containsExactly("a", "b");
        assertThat(fields.object("o")).hasToString("{\"a\":1}");
    }

    @Test
    void shouldTakeNullForAbsent() {
        JsonFields fields = parse("{\"a\":null}");
        assertThat(fields.text("a")).isNull();
        assertThat(fields.integer("a")).isNull();
        assertThat(fields.flag("a")).isNull();
        assertThat(fields.texts("a")).isEmpty();
        assertThat(fields.object("a")).isNull();
        assertThat(fields.has("a")).isFalse();
        assertThat(fields.has("b")).isFalse();
    }

    @Test
    void shouldRefuseAnotherType() {
        JsonFields fields = parse("{\"n\":1,\"d\":1.5,\"big\":9007199254740992,\"l\":[1],\"t\":\"1\"}");
        assertMalformed(() -> fields.text("n"));
        assertMalformed(() -> fields.integer("d"));
        assertMalformed(() -> fields.integer("big"));
        assertMalformed(() -> fields.integer("t"));
        assertMalformed(() -> fields.flag("n"));
        assertMalformed(() -> fields.texts("l"));
        assertMalformed(() -> fields.texts("t"));
        assertMalformed(() -> fields.object("l"));
    }

    @Test
    void shouldTellAllThatIsInvalidTogether() {
        JsonFields fields = parse("{\"h\":\"Not A Handle\"}");
        fields.requiredText("a");
        fields.requiredHandle("h");
        fields.requiredHandle("absent");
        assertThatThrownBy(fields::requireValid)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem())
                                .extracting(Problem::errors)
                                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(FieldError.class))
                                .extracting(FieldError::field)
                                .containsExactly("a", "h", "absent"));
    }

    @Test
    void shouldHoldNothingAgainstWhatIsValid() {
        JsonFields fields = parse("{\"h\":\"ana\"}");
        assertThat(fields.requireValid(fields.requiredHandle("h"))).hasToString("ana");
        assertThat(List.of(fields.has("h"))).containsExactly(true);
    }

    private static JsonFields parse(String text) {
        return JsonFields.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo(ProblemName.MALFORMED));
    }
}
