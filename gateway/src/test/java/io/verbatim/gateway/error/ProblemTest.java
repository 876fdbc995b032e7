package io.verbatim.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.gateway.error.Problem.FieldError;
import io.verbatim.gateway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @Test
    void shouldBeWrittenAsTheProtocolHasIt() {
        assertThat(json(Problem.of(ProblemName.NOT_FOUND)))
                .isEqualTo(Json.mapper().readTree("""
                        {"type": "urn:verbatim:problem:not-found", "title": "Not found", "status": 404,
                         "retryable": false}"""));
        assertThat(json(Problem.invalid(List.of(new FieldError("text", "blank")))))
                .isEqualTo(Json.mapper().readTree("""
                        {"type": "urn:verbatim:problem:invalid", "title": "Invalid", "status": 422,
                         "retryable": false, "errors": [{"field": "text", "message": "blank"}]}"""));
        assertThat(json(Problem.of(ProblemName.RATE_LIMITED, "slow down").withRetryAfter(7)))
                .isEqualTo(Json.mapper().readTree("""
                        {"type": "urn:verbatim:problem:rate-limited", "title": "Too many requests", "status": 429,
                         "retryable": true, "detail": "slow down", "retryAfterSeconds": 7}"""));
        assertThat(json(Problem.tooLarge(100)).get("limit").asInt()).isEqualTo(100);
    }

    @Test
    void shouldHaveTheProtocolsNames() {
        Map<Integer, String> byStatus = Arrays.stream(ProblemName.values())
                .collect(Collectors.groupingBy(
                        ProblemName::status, Collectors.mapping(ProblemName::wireName, Collectors.joining(" "))));
        assertThat(byStatus)
                .containsOnly(
                        Map.entry(400, "malformed"),
                        Map.entry(401, "unauthenticated token-expired signed-out bad-credentials"),
                        Map.entry(403, "forbidden blocked not-a-member registration-closed"),
                        Map.entry(404, "not-found"),
                        Map.entry(405, "method-not-allowed"),
                        Map.entry(409, "user-exists busy"),
                        Map.entry(413, "too-large"),
                        Map.entry(415, "unsupported-media"),
                        Map.entry(422, "invalid limit-reached"),
                        Map.entry(429, "rate-limited"),
                        Map.entry(500, "internal"),
                        Map.entry(503, "unavailable behind outcome-unknown"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeRetryableFrom429On(ProblemName name) {
        assertThat(name.retryable()).isEqualTo(name.status() >= 429);
        assertThat(Problem.of(name).retryAfterSeconds() != null)
                .isEqualTo(name.status() == 429 || name.status() == 503);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowEveryRefusal(RefusalCode code) {
        Problem problem = Problem.of(Refusal.of(code, "why"));
        assertThat(problem.name().wireName()).isEqualTo(code.wireName());
        assertThat(problem.retryable()).isEqualTo(code.retryable());
        assertThat(problem.detail()).isEqualTo("why");
    }

    @Test
    void shouldNameTheFieldOfARefusal() {
        assertThat(Problem.of(Refusal.invalid("mentions", "nobody")).errors())
                .containsExactly(new FieldError("mentions", "nobody"));
    }

    private static tools.jackson.databind.JsonNode json(Problem problem) {
        return Json.mapper().readTree(new String(Json.write(problem), StandardCharsets.UTF_8));
    }
}
