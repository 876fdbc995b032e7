package io.verbatim.gateway.http.account;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.ConfirmDevice;
import io.verbatim.api.account.SignInDevice;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.api.vault.StreamTickets.Holder;
import io.verbatim.api.vault.VaultBusyException;
import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.gateway.wire.Json;
import io.verbatim.testkit.TransparentKeys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class TokenRoutesTest {
    private static GatewayServer server;
    private String credential;

    @BeforeAll
    static void start() {
        server = GatewayServer.start("verbatim.ratelimits.enabled=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void anaHasAPassword() throws Exception {
        credential = server.vault()
                .stage(ANA.uid(), "correct horse")
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        server.vault().keepOnly(ANA.uid(), credential);
        server.vault().failMatches(() -> null);
        server.sides().forget();
        server.sides().onCommand(SignInDevice.class, command -> new AccountAnswer(2));
        server.sides().onCommand(ConfirmDevice.class, command -> new AccountAnswer(2));
        server.sides().onCommand(SignOutDevice.class, command -> new AccountAnswer(3));
    }

    @Test
    void shouldSignADeviceIn() {
        JsonNode tokens = body(signIn(Map.of(
                        "userId", "ana", "password", "correct horse", "device", "laptop", "deviceName", "My laptop"))
                .expectStatus()
                .isOk());
        assertThat(tokens.get("device").stringValue()).isEqualTo("laptop");
        assertThat(tokens.get("expiresIn").intValue()).isEqualTo(900);
        assertThat(tokens.get("refreshToken").stringValue()).isNotEmpty();
        Principal caller =
                server.bean(AccessTokens.class).verify(tokens.get("accessToken").stringValue());
        assertThat(caller.uid()).isEqualTo(ANA.uid());
        assertThat(caller.device()).isEqualTo(DeviceId.of("laptop"));
        assertThat(server.sides().received(SignInDevice.class))
                .containsExactly(new SignInDevice(
                        ANA.uid(), credential, DeviceId.of("laptop"), TransparentKeys.profile(ANA.uid(), "My laptop")));
    }

    @Test
    void shouldMakeADeviceIdWhenTheClientHasNone() {
        JsonNode tokens = body(signIn(Map.of("userId", "ana", "password", "correct horse")));
        assertThat(DeviceId.isValid(tokens.get("device").stringValue())).isTrue();
    }

    @Test
    void shouldReplaceTheTokensOfADeviceThatSignsInAgain() {
        Map<String, String> again = Map.of("userId", "ana", "password", "correct horse", "device", "laptop");
        String first = body(signIn(again)).get("accessToken").stringValue();
        server.withToken(first)
                .post()
                .uri("/v1/stream-tickets")
                .exchange()
                .expectStatus()
                .isCreated();
        body(signIn(again));
        problem(server.withToken(first).post().uri("/v1/stream-tickets").exchange(), 401, "signed-out");
    }

    @Test
    void shouldNotTellAnUnknownUserFromAWrongPassword() {
        byte[] wrong = problem(signIn(Map.of("userId", "ana", "password", "wrong")), 401, "bad-credentials");
        byte[] unknown = problem(signIn(Map.of("userId", "zoe", "password", "wrong")), 401, "bad-credentials");
        byte[] impossible = problem(signIn(Map.of("userId", "No One", "password", "wrong")), 401, "bad-credentials");
        assertThat(unknown).isEqualTo(wrong);
        assertThat(impossible).isEqualTo(wrong);
        List<String> matched = server.vault().matched();
        assertThat(matched.subList(matched.size() - 3, matched.size()))
                .containsExactly(ANA.uid().value(), "null", "null");
        byte[] service = problem(signIn(Map.of("service", "shop", "secret", "x")), 401, "bad-credentials");
        assertThat(service).isEqualTo(wrong);
    }

    @Test
    void shouldLetNobodyInWithAPasswordThatIsReplacedMeanwhile() {
        server.sides().onCommand(SignInDevice.class, command -> {
            String next = server.vault()
                    .stage(ANA.uid(), "another")
                    .toCompletableFuture()
                    .join();
            server.vault().keepOnly(ANA.uid(), next);
            return new AccountAnswer(2);
        });
        problem(signIn(Map.of("userId", "ana", "password", "correct horse", "device", "late")), 401, "bad-credentials");
        assertThat(server.vault().familyOf(ANA.uid(), DeviceId.of("late"))).isNull();
    }

    @Test
    void shouldRefuseACredentialThatDoesNotHold() {
        server.sides().onCommand(SignInDevice.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.BAD_CREDENTIALS);
        });
        problem(signIn(Map.of("userId", "ana", "password", "correct horse")), 401, "bad-credentials");
    }

    @Test
    void shouldSayHowManyDevicesThereMayBe() {
        server.sides().onCommand(SignInDevice.class, command -> {
            throw ScriptedSides.refusal(new Refusal(RefusalCode.LIMIT_REACHED, "devices: 50", "device"));
        });
        signIn(Map.of("userId", "ana", "password", "correct horse"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:limit-reached")
                .jsonPath("$.limit")
                .isEqualTo(50);
    }

    @Test
    void shouldTellAllThatIsWrongWithASignIn() {
        signIn(Map.of("device", "no spaces please", "deviceName", " "))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(4);
    }

    @Test
    void shouldBeUnavailableWhenTooManyPasswordsWait() {
        server.vault().failMatches(() -> new VaultBusyException("full"));
        signIn(Map.of("userId", "ana", "password", "correct horse"))
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1");
    }

    @Test
    void shouldGiveNewTokensForOld() {
        JsonNode first = body(signIn(Map.of("userId", "ana", "password", "correct horse", "device", "tablet")));
        JsonNode next = body(
                refresh(first.get("refreshToken").stringValue()).expectStatus().isOk());
        assertThat(next.get("device").stringValue()).isEqualTo("tablet");
        assertThat(next.get("refreshToken")).isNotEqualTo(first.get("refreshToken"));
        server.withToken(next.get("accessToken").stringValue())
                .post()
                .uri("/v1/stream-tickets")
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void shouldSignADeviceOutWhoseTokenIsUsedTwice() {
        JsonNode first = body(signIn(Map.of("userId", "ana", "password", "correct horse", "device", "tablet")));
        String used = first.get("refreshToken").stringValue();
        JsonNode next = body(refresh(used));
        problem(refresh(used), 401, "signed-out");
        assertThat(server.sides().received(SignOutDevice.class))
                .containsExactly(new SignOutDevice(ANA.uid(), DeviceId.of("tablet")));
        problem(refresh(next.get("refreshToken").stringValue()), 401, "signed-out");
        problem(
                server.withToken(next.get("accessToken").stringValue())
                        .post()
                        .uri("/v1/stream-tickets")
                        .exchange(),
                401,
                "signed-out");
    }

    @Test
    void shouldGiveNoTokenToADeviceThatIsSignedOutMeanwhile() {
        // signed out after the sign-in was recorded and before its tokens began
        server.sides().onCommand(SignInDevice.class, command -> {
            server.vault().revoke(ANA.uid(), command.device());
            return new AccountAnswer(2);
        });
        server.sides().onCommand(ConfirmDevice.class, command -> {
            assertThat(server.vault().isSignedIn(ANA.uid(), command.device())).isTrue();
            throw ScriptedSides.refusal(RefusalCode.SIGNED_OUT);
        });
        problem(signIn(Map.of("userId", "ana", "password", "correct horse", "device", "laptop")), 401, "signed-out");
        assertThat(server.vault().isSignedIn(ANA.uid(), DeviceId.of("laptop"))).isFalse();
    }

    @Test
    void shouldEndTokensThatBeginWhileTheDeviceIsSignedOut() {
        Map<String, String> laptop = Map.of("userId", "ana", "password", "correct horse", "device", "laptop");
        JsonNode tokens = body(signIn(laptop));
        AtomicReference<String> other = new AtomicReference<>();
        server.sides().onCommand(SignOutDevice.class, command -> {
            // a sign-in that was recorded before is through by now
            other.set(server.vault().begin(ANA.uid(), command.device()).refreshToken());
            return new AccountAnswer(3);
        });
        server.withToken(tokens.get("accessToken").stringValue())
                .delete()
                .uri("/v1/tokens")
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(server.vault().isSignedIn(ANA.uid(), DeviceId.of("laptop"))).isFalse();
        problem(refresh(other.get()), 401, "signed-out");
    }

    @Test
    void shouldEndTokensThatACrashLeftToADeviceThatIsSignedOut() {
        JsonNode tokens = body(signIn(Map.of("userId", "ana", "password", "correct horse", "device", "laptop")));
        server.sides().onCommand(ConfirmDevice.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.SIGNED_OUT);
        });
        problem(refresh(tokens.get("refreshToken").stringValue()), 401, "signed-out");
        assertThat(server.vault().isSignedIn(ANA.uid(), DeviceId.of("laptop"))).isFalse();
    }

    @Test
    void shouldGiveNewTokensWhileTheAccountCannotBeAsked() {
        JsonNode tokens = body(signIn(Map.of("userId", "ana", "password", "correct horse", "device", "laptop")));
        server.sides().onCommand(ConfirmDevice.class, command -> {
            throw ScriptedSides.refusal(RefusalCode.UNAVAILABLE);
        });
        JsonNode next = body(
                refresh(tokens.get("refreshToken").stringValue()).expectStatus().isOk());
        assertThat(server.vault().isSignedIn(ANA.uid(), DeviceId.of("laptop"))).isTrue();
        assertThat(next.get("device").stringValue()).isEqualTo("laptop");
    }

    @Test
    void shouldRefuseARequestIdThatIsNoUuid() {
        problem(post("/v1/tokens/refresh", Map.of("refreshToken", "x", "requestId", "7")), 422, "invalid");
        problem(post("/v1/tokens/refresh", Map.of()), 422, "invalid");
    }

    @Test
    void shouldSignThisDeviceOutHoweverOftenItAsks() {
        JsonNode tokens = body(signIn(Map.of("userId", "ana", "password", "correct horse", "device", "laptop")));
        WebTestClient laptop = server.withToken(tokens.get("accessToken").stringValue());
        laptop.delete().uri("/v1/tokens").exchange().expectStatus().isNoContent();
        problem(laptop.post().uri("/v1/stream-tickets").exchange(), 401, "signed-out");
        problem(refresh(tokens.get("refreshToken").stringValue()), 401, "signed-out");
        laptop.delete().uri("/v1/tokens").exchange().expectStatus().isNoContent();
        assertThat(server.sides().received(SignOutDevice.class)).hasSize(2);
    }

    @Test
    void shouldGiveATicketThatStandsForTheToken() {
        String token = server.tokenOf(ANA);
        JsonNode ticket = body(server.withToken(token)
                .post()
                .uri("/v1/stream-tickets")
                .exchange()
                .expectStatus()
                .isCreated());
        assertThat(ticket.get("expiresIn").intValue()).isEqualTo(30);
        Principal caller = server.bean(AccessTokens.class).verify(token);
        assertThat(server.vault().redeem(ticket.get("ticket").stringValue()))
                .isEqualTo(new Holder(caller.uid(), caller.device(), caller.family(), caller.expiresAt()));
    }

    private static WebTestClient.ResponseSpec signIn(Map<String, String> body) {
        return post("/v1/tokens", body);
    }

    private static WebTestClient.ResponseSpec refresh(String refreshToken) {
        return post("/v1/tokens/refresh", Map.of("refreshToken", refreshToken));
    }

    private static WebTestClient.ResponseSpec post(String path, Map<String, String> body) {
        return server.anonymous().post().uri(path).bodyValue(body).exchange();
    }

    private static JsonNode body(WebTestClient.ResponseSpec exchange) {
        return Json.mapper().readTree(exchange.expectBody().returnResult().getResponseBody());
    }

    private static byte[] problem(WebTestClient.ResponseSpec exchange, int status, String name) {
        return exchange.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:" + name)
                .returnResult()
                .getResponseBody();
    }
}
