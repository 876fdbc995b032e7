package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
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
            String[] ids = new String[450];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = anas.say(conversation, "m" + i, UUID.randomUUID().toString());
            }
            refused = countRefused(anas, ids);
        }
        assertThat(refused).isBetween(1, 150);
        bob.post(conversation, "the other may");
    }

    // Answered by `failed`, or, when it goes on, by 4429: then the rest is not answered at all.
    private static int countRefused(ChatSocket socket, String... ids) {
        int refused = 0;
        for (String id : ids) {
            JsonNode answer = socket.awaitAnswer(id);
            if (ChatSocket.isOf(answer, "failed")) {
                refused++;
                assertThat(answer.path("problem").path("status").asInt(0)).isEqualTo(429);
                assertThat(answer.path("problem").path("retryAfterSeconds").asInt(0))
                        .isPositive();
            }
        }
        return refused;
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
