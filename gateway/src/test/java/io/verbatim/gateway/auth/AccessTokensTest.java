package io.verbatim.gateway.auth;

import static io.verbatim.testkit.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.verbatim.api.DeviceId;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.testing.MemoryVault;
import io.verbatim.testkit.TestClock;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final DeviceId PHONE = DeviceId.of("phone");
    private static final AuthProperties PROPERTIES =
            new AuthProperties(Duration.ofMinutes(15), Duration.ofSeconds(30), 10);

    private final TestClock clock = new TestClock();
    private final MemoryVault vault = new MemoryVault();
    private final Families families = new Families(vault, PROPERTIES, clock);
    private final AccessTokens tokens = new AccessTokens(vault.named("access-tokens"), PROPERTIES, families, clock);
    private final RefreshTokens.Grant grant = vault.begin(ANA.uid(), PHONE);

    @Test
    void shouldNameWhoItWasIssuedTo() {
        IssuedToken issued = tokens.issue(grant, ANA.handle());
        assertThat(issued.expiresIn()).isEqualTo(Duration.ofMinutes(15));
        assertThat(tokens.verify(issued.value()))
                .isEqualTo(new Principal(
                        ANA.uid(),
                        ANA.handle(),
                        PHONE,
                        grant.family(),
                        clock.instant().plus(Duration.ofMinutes(15))));
    }

    @Test
    void shouldHoldUntilItExpires() {
        String token = tokens.issue(grant, ANA.handle()).value();
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        tokens.verify(token);
        clock.advance(Duration.ofMillis(1));
        assertRefused(token, ProblemName.TOKEN_EXPIRED);
    }

    @Test
    void shouldNotHoldWhenTheFamilyHasEnded() {
        String token = tokens.issue(grant, ANA.handle()).value();
        vault.revoke(ANA.uid(), PHONE);
        assertRefused(token, ProblemName.SIGNED_OUT);
        assertThat(tokens.read(token).uid()).isEqualTo(ANA.uid());
    }

    @Test
    void shouldRefuseWhatIsNoToken() {
        assertRefused("", ProblemName.UNAUTHENTICATED);
        assertRefused("a.b.c", ProblemName.UNAUTHENTICATED);
    }

    @Test
    void shouldRefuseAnotherKeyAndAnotherAlgorithm() throws Exception {
        JWTClaimsSet claims =
                SignedJWT.parse(tokens.issue(grant, ANA.handle()).value()).getJWTClaimsSet();
        assertRefused(new PlainJWT(claims).serialize(), ProblemName.UNAUTHENTICATED);
        assertRefused(signed(JWSAlgorithm.HS256, new byte[32], claims), ProblemName.UNAUTHENTICATED);
        byte[] longer = java.util.Arrays.copyOf(vault.named("access-tokens"), 64);
        assertRefused(signed(JWSAlgorithm.HS512, longer, claims), ProblemName.UNAUTHENTICATED);
    }

    @Test
    void shouldRefuseChangedClaims() throws Exception {
        String[] parts = tokens.issue(grant, ANA.handle()).value().split("\\.");
        JWTClaimsSet other = new JWTClaimsSet.Builder()
                .subject("0000000000000002")
                .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                .build();
        String forged = parts[0] + "." + other.toPayload().toBase64URL() + "." + parts[2];
        assertRefused(forged, ProblemName.UNAUTHENTICATED);
    }

    private static String signed(JWSAlgorithm algorithm, byte[] key, JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
        jwt.sign(new MACSigner(key));
        return jwt.serialize();
    }

    private void assertRefused(String token, ProblemName name) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo(name));
    }
}
