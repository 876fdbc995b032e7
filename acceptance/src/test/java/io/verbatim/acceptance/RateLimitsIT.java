package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// With the limits as they are by default.
class RateLimitsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer().with("VERBATIM_RATELIMITS_ENABLED", "true");

    @Test
    void shouldSlowDownWhoSendsTooMuch() {
        Device ana = Device.register(SERVER, "ana");
        Device bob = Device.register(SERVER, "bob");
        String conversation = ana.open(bob);
        int refused = 0;
        try (ChatSocket anas = ana.connect()) {
            List<String> ids = send(anas, conversation, 390);
            for (String id : ids) {
                refused += isRefused(anas.awaitAnswer(id)) ? 1 : 0;
            }
            anas.awaitQuiet();
        }
        assertThat(refused).isBetween(1, 90);
        bob.post(conversation, "the other may");
    }

    private static boolean isRefused(JsonNode answer) {
        if (!ChatSocket.isOf(answer, "failed")) {
            return false;
        }
        JsonNode problem = answer.path("problem");
        assertThat(problem.path("type").asString("")).isEqualTo("urn:verbatim:problem:rate-limited");
        assertThat(problem.path("retryable").asBoolean(false)).isTrue();
        assertThat(problem.path("retryAfterSeconds").asInt(0)).isPositive();
        return true;
    }

    @Test
    void shouldCloseWith4429WhenItGoesOn() {
        Device ana = Device.register(SERVER, "ana");
        String conversation = ana.open(Device.register(SERVER, "bob"));
        try (ChatSocket anas = ana.connect()) {
            send(anas, conversation, 1_500);

            assertThat(anas.await("goodbye").path("reason").asString("")).isEqualTo("rate-limited");
            assertThat(anas.awaitClose()).isEqualTo(4429);
        }
    }

    private static List<String> send(ChatSocket socket, String conversation, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> socket.say(conversation, "m" + i, UUID.randomUUID().toString()))
                .toList();
    }

    @Test
    void shouldSlowDownWhoGuessesPasswords() {
        Device carl = Device.register(SERVER, "carl");
        Api nobody = new Api(SERVER.uri(), "");
        String wrong = Json.of("{'userId':'%s','password':'wrong password'}", carl.userId);
        for (int i = 0; i < 10; i++) {
            nobody.post("/v1/tokens", wrong).requireProblem(401, "bad-credentials");
        }

        Api.Answer limited = nobody.post("/v1/tokens", wrong);

        limited.requireProblem(429, "rate-limited");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isPositive();
    }
}
