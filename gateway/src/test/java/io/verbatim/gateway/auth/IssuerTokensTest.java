package io.verbatim.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Handle;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AccountView;
import io.verbatim.api.account.AdmitDevice;
import io.verbatim.api.account.DeleteAccount;
import io.verbatim.api.account.FindAccount;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.gateway.testing.GatewayServer;
import io.verbatim.gateway.testing.ScriptedSides;
import io.verbatim.gateway.testing.ScriptedViews;
import io.verbatim.gateway.testing.SmallIssuer;
import io.verbatim.gateway.testing.SocketClient;
import io.verbatim.testkit.People;
import io.verbatim.testkit.TestClock;
import io.verbatim.testkit.TransparentKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class IssuerTokensTest {
    private SmallIssuer issuer;
    private GatewayServer server;

    @BeforeEach
    void start() throws Exception {
        issuer = new SmallIssuer();
        server = GatewayServer.start(
                "verbatim.ratelimits.enabled=false",
                "verbatim.auth.issuer-uri=" + issuer.uri(),
                "verbatim.auth.audience=verbatim");
        server.sides()
                .onCommand(AdmitDevice.class, admit -> new AccountAnswer(2))
                .onCommand(SignOutDevice.class, signOut -> new AccountAnswer(2))
                .onCommand(DeleteAccount.class, delete -> new AccountAnswer(4))
                .onQuery(
                        FindAccount.class,
                        AccountView.class,
                        query -> new AccountView(
                                2,
                                new ProfileView(
                                        query.person(),
                                        1,
                                        TransparentKeys.profile(query.person(), "Eva"),
                                        TestClock.START),
                                LastSeenVisibility.EVERYONE,
                                List.of()));
    }

    @AfterEach
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void shouldMakeTheProfileAtFirstSight() {
        String token = issuer.token("eva");
        me(token, "laptop").expectStatus().isOk();
        me(token, "laptop").expectStatus().isOk();
        me(token, "phone").expectStatus().isOk();

        Uid eva = server.vault().find(Handle.of("eva"));
        assertThat(server.sides().received(AdmitDevice.class))
                .containsExactly(
                        new AdmitDevice(eva, DeviceId.of("laptop"), TransparentKeys.profile(eva, "Name of eva")),
                        new AdmitDevice(eva, DeviceId.of("phone"), TransparentKeys.profile(eva, "Name of eva")));
    }

    @Test
    void shouldTakeNoOtherTokens() throws Exception {
        JWTClaimsSet claims = issuer.claims("eva").build();
        refused(SmallIssuer.sign(SmallIssuer.newKey("first"), claims), "unauthenticated");
        refused(signedWithThePublicKey(claims), "unauthenticated");
        refused(sign(issuer.claims("eva").issuer("http://127.0.0.1:1")), "unauthenticated");
        refused(sign(issuer.claims("eva").audience("another")), "unauthenticated");
        refused(sign(issuer.claims("Not a user id")), "unauthenticated");
        refused(sign(issuer.claims("eva").subject(null)), "unauthenticated");
        refused(sign(issuer.claims("eva").expirationTime(null)), "unauthenticated");
        refused(
                sign(issuer.claims("eva").notBeforeTime(Date.from(TestClock.START.plusSeconds(60)))),
                "unauthenticated");
        refused(sign(issuer.claims("eva").expirationTime(Date.from(TestClock.START))), "token-expired");
        refused(server.tokenOf(People.ANA), "unauthenticated");
        refused("nonsense", "unauthenticated");
        assertThat(server.sides().received(AdmitDevice.class)).isEmpty();
    }

    @Test
    void shouldTakeTokensOfANewKey() {
        me(issuer.token("eva"), "laptop").expectStatus().isOk();
        String former = issuer.token("eva");
        issuer.rotate();
        me(issuer.token("eva"), "laptop").expectStatus().isOk();
        assertThat(former).isNotEqualTo(issuer.token("eva"));
    }

    @Test
    void shouldRefuseWhoIsDeleted() {
        String token = issuer.token("eva");
        server.withToken(token).delete().uri("/v1/me").exchange().expectStatus().isNoContent();

        Uid eva = server.vault().find(Handle.of("eva"));
        assertThat(server.vault().isErased(eva)).isTrue();
        refused(token, "unauthenticated");
        refused(sign(issuer.claims("eva").issueTime(Date.from(TestClock.START.plusSeconds(9)))), "unauthenticated");
        server.sides().onCommand(AdmitDevice.class, admit -> {
            throw ScriptedSides.refusal(RefusalCode.SIGNED_OUT);
        });
        refused(issuer.token("zoe"), "signed-out");
    }

    @Test
    void shouldRefuseTokensFromBeforeTheDeviceWasSignedOut() {
        String token = issuer.token("eva");
        server.vault().endAt(TestClock.START.plusSeconds(1));
        server.withToken(token)
                .delete()
                .uri("/v1/me/devices/laptop")
                .header("Verbatim-Device", "laptop")
                .exchange()
                .expectStatus()
                .isNoContent();

        me(token, "laptop").expectStatus().isUnauthorized();
        me(token, "phone").expectStatus().isOk();
        Instant later = TestClock.START.plusSeconds(2);
        me(sign(issuer.claims("eva").issueTime(Date.from(later))), "laptop")
                .expectStatus()
                .isOk();
    }

    @Test
    void shouldOfferNoLocalAccounts() {
        server.anonymous()
                .post()
                .uri("/v1/accounts")
                .bodyValue(Map.of("userId", "eva", "password", "correct horse", "displayName", "Eva"))
                .exchange()
                .expectStatus()
                .isForbidden();
        server.anonymous()
                .post()
                .uri("/v1/tokens")
                .bodyValue(Map.of("userId", "eva", "password", "correct horse"))
                .exchange()
                .expectStatus()
                .isForbidden();
        server.withToken(issuer.token("eva"))
                .put()
                .uri("/v1/me/password")
                .bodyValue(Map.of("password", "a", "newPassword", "b"))
                .exchange()
                .expectStatus()
                .isForbidden();
        server.anonymous()
                .get()
                .uri("/v1/server")
                .exchange()
                .expectBody()
                .jsonPath("$.issuer")
                .isEqualTo(issuer.uri())
                .jsonPath("$.registration")
                .isEqualTo("closed");
    }

    @Test
    void shouldNameTheDeviceInHello() {
        new ScriptedViews(server.sides().queryBus());
        server.feed().beat();
        try (SocketClient eva = SocketClient.connect(server.port())) {
            eva.say("{'type':'hello','token':'" + issuer.token("eva") + "','device':'tablet'}");
            assertThat(eva.next("welcome").path("device").asString()).isEqualTo("tablet");
        }
        try (SocketClient wrong = SocketClient.connect(server.port())) {
            wrong.say("{'type':'hello','token':'nonsense','device':'tablet'}");
            assertThat(wrong.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void shouldBeUnavailableWhileTheIssuerIs() {
        issuer.close();
        me(issuer.token("eva"), "laptop")
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:unavailable");
    }

    @Test
    void shouldEndWithTheToken() {
        String token = issuer.token("eva");
        me(token, "laptop").expectStatus().isOk();
        server.clock().advance(Duration.ofMinutes(10));
        refused(token, "token-expired");
    }

    private String sign(JWTClaimsSet.Builder claims) {
        return SmallIssuer.sign(issuer.key(), claims.build());
    }

    private String signedWithThePublicKey(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
        token.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private void refused(String token, String problem) {
        me(token, "laptop")
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:verbatim:problem:" + problem);
    }

    private WebTestClient.ResponseSpec me(String token, String device) {
        return server.withToken(token)
                .get()
                .uri("/v1/me")
                .header("Verbatim-Device", device)
                .exchange();
    }
}
