package io.verbatim.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Registering, signing in and out, and the life of tokens.
class AccountsIT {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private final Api nobody = new Api(SERVER.uri(), "");

    @Test
    void shouldGiveAUserIdToOneOfManyWhoWantIt() throws Exception {
        List<String> passwords =
                IntStream.range(0, 12).mapToObj(i -> "password of " + i).toList();
        List<String> winners = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = passwords.stream()
                    .map(password -> many.submit(() -> registered(password)))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isIn(201, 409);
                if (answers.get(i).get() == 201) {
                    winners.add(passwords.get(i));
                }
            }
        }
        assertThat(winners).hasSize(1);
        nobody.post("/v1/accounts", account(winners.getFirst())).requireProblem(409, "user-exists");
        for (String password : passwords) {
            int expected = winners.contains(password) ? 200 : 401;
            nobody.post("/v1/tokens", Json.of("{'userId':'wanted','password':'%s'}", password))
                    .require(expected);
        }
    }

    // A server that has too much to hash says so: the same may be asked again.
    private int registered(String password) throws InterruptedException {
        Api.Answer answer = nobody.post("/v1/accounts", account(password));
        for (int attempt = 0; answer.status() == 503 && attempt < 10; attempt++) {
            answer.requireProblem(503, "unavailable");
            TimeUnit.SECONDS.sleep(Integer.parseInt(answer.header("Retry-After")));
            answer = nobody.post("/v1/accounts", account(password));
        }
        return answer.status();
    }

    private static String account(String password) {
        return Json.of("{'userId':'wanted','password':'%s','displayName':'W'}", password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'userId':'Upper','password':'long enough','displayName':'x'}",
                "{'userId':'','password':'long enough','displayName':'x'}",
                "{'userId':'with space','password':'long enough','displayName':'x'}",
                "{'userId':'no-name','password':'long enough','displayName':'  '}",
                "{'userId':'no-password','displayName':'x'}",
            })
    void shouldRefuseAnAccountThatIsNoneAndSayWhichFieldIsWrong(String account) {
        JsonNode problem = nobody.post("/v1/accounts", Json.of(account)).requireProblem(422, "invalid");

        assertThat(problem.path("errors").path(0).path("field").asString("")).isNotEmpty();
        assertThat(problem.path("errors").path(0).path("message").asString("")).isNotEmpty();
    }

    @Test
    void shouldNotTellAnUnknownUserFromAWrongPassword() {
        Device ana = Device.register(SERVER, "ana");

        Api.Answer wrong =
                nobody.post("/v1/tokens", Json.of("{'userId':'%s','password':'wrong password'}", ana.userId));
        Api.Answer unknown = nobody.post("/v1/tokens", Json.of("{'userId':'nobody','password':'wrong password'}"));

        wrong.requireProblem(401, "bad-credentials");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void shouldMakeADeviceIdWhenNoneIsGiven() {
        Device ana = Device.register(SERVER, "ana");

        JsonNode tokens = nobody.post(
                        "/v1/tokens", Json.of("{'userId':'%s','password':'%s'}", ana.userId, Device.PASSWORD))
                .require(200);

        assertThat(tokens.path("device").asString("")).isNotEmpty().isNotEqualTo(ana.id);
        assertThat(tokens.path("expiresIn").asInt(0)).isPositive();
    }

    @Test
    void shouldShowOnesOwnProfile() {
        Device ana = Device.register(SERVER, "ana");

        JsonNode me = ana.api.get("/v1/me").require(200);

        assertThat(me.path("userId").asString("")).isEqualTo(ana.userId);
        assertThat(me.path("displayName").asString("")).isEqualTo("ana");
    }

    @Test
    void shouldRotateRefreshTokensAndEndTheFamilyWhenOneIsUsedTwice() {
        Device ana = Device.register(SERVER, "ana");

        Device second = ana.with(refresh(ana, "").require(200));
        Device third = second.with(refresh(second, "").require(200));
        assertThat(third.refreshToken).isNotEqualTo(second.refreshToken).isNotEqualTo(ana.refreshToken);
        assertThat(third.id).isEqualTo(ana.id);
        third.api.get("/v1/me").require(200);

        assertThat(refresh(second, "").status()).isEqualTo(401);
        assertThat(refresh(third, "").status()).isEqualTo(401);
        assertThat(Device.signIn(SERVER, ana.userId, ana.id).api.get("/v1/me").status())
                .isEqualTo(200);
    }

    @Test
    void shouldGiveTheSameAnswerAgainWhenARefreshIsRepeated() {
        Device ana = Device.register(SERVER, "ana");
        String requestId = UUID.randomUUID().toString();

        JsonNode first = refresh(ana, requestId).require(200);
        JsonNode repeated = refresh(ana, requestId).require(200);

        assertThat(repeated.path("refreshToken")).isEqualTo(first.path("refreshToken"));
        refresh(ana.with(repeated), "").require(200);
    }

    private Api.Answer refresh(Device device, String requestId) {
        String with = requestId.isEmpty() ? "" : ",'requestId':'" + requestId + "'";
        return nobody.post("/v1/tokens/refresh", Json.of("{'refreshToken':'%s'" + with + "}", device.refreshToken));
    }

    @Test
    void shouldKeepRefreshTokensOverARestart() throws Exception {
        Device ana = Device.register(SERVER, "ana");
        Device rotated = ana.with(refresh(ana, "").require(200));

        SERVER.kill();
        SERVER.start();

        rotated.api.get("/v1/me").require(200);
        assertThat(refresh(rotated, "").status()).isEqualTo(200);
        assertThat(refresh(ana, "").status()).isEqualTo(401);
    }

    @Test
    void shouldCloseADevicesConnectionsWhenItSignsOut() {
        Device phone = Device.register(SERVER, "ana");
        Device laptop = phone.onAnother("laptop");
        try (ChatSocket onPhone = phone.connect();
                ChatSocket onLaptop = laptop.connect()) {
            phone.api.delete("/v1/tokens").require(204);

            assertThat(onPhone.await("goodbye").path("reason").asString("")).isEqualTo("signed-out");
            assertThat(onPhone.awaitClose()).isEqualTo(4401);
            assertThat(refresh(phone, "").status()).isEqualTo(401);
            assertThat(onLaptop.awaitQuiet()).noneMatch(frame -> ChatSocket.isOf(frame, "goodbye"));
            assertThat(onLaptop.isOpen()).isTrue();
            laptop.api.get("/v1/me").require(200);
        }
    }

    @Test
    void shouldReplaceADevicesTokensWhenItSignsInAgain() {
        Device ana = Device.register(SERVER, "ana");

        Device again = Device.signIn(SERVER, ana.userId, ana.id);

        assertThat(refresh(ana, "").status()).isEqualTo(401);
        again.api.get("/v1/me").require(200);
    }

    @Test
    void shouldRefuseWhoHasNoValidToken() {
        Device ana = Device.register(SERVER, "ana");
        int signature = ana.accessToken.lastIndexOf('.') + 1;
        String forged = ana.accessToken.substring(0, signature)
                + (ana.accessToken.charAt(signature) == 'A' ? 'B' : 'A')
                + ana.accessToken.substring(signature + 1);

        nobody.get("/v1/me").requireProblem(401, "unauthenticated");
        new Api(SERVER.uri(), "nonsense").get("/v1/me").requireProblem(401, "unauthenticated");
        new Api(SERVER.uri(), forged).get("/v1/me").requireProblem(401, "unauthenticated");
        refreshNonsense();
    }

    private void refreshNonsense() {
        assertThat(nobody.post("/v1/tokens/refresh", Json.of("{'refreshToken':'nonsense'}"))
                        .status())
                .isEqualTo(401);
    }
}
