package io.verbatim.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.RefreshTokens;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// Access tokens: JWTs signed with HS256 by a secret that all gateways share.
public final class AccessTokens implements TokenReader {
    private static final String HANDLE = "hnd";
    private static final String DEVICE = "dev";
    private static final String FAMILY = "fam";
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Duration lifetime;
    private final Families families;
    private final Clock clock;

    /// @param secret 32 bytes
    public AccessTokens(byte[] secret, AuthProperties properties, Families families, Clock clock) {
        try {
            this.signer = new MACSigner(secret);
            this.verifier = new MACVerifier(secret);
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException("secret: " + secret.length + " bytes (expected: 32)", tooShort);
        }
        this.lifetime = properties.accessTokenLifetime();
        this.families = families;
        this.clock = clock;
    }

    /// A token for the device of a grant.
    public IssuedToken issue(RefreshTokens.Grant grant, Handle handle) {
        Instant now = clock.instant();
        SignedJWT token = new SignedJWT(
                HEADER,
                new JWTClaimsSet.Builder()
                        .subject(grant.uid().value())
                        .claim(HANDLE, handle.value())
                        .claim(DEVICE, grant.device().value())
                        .claim(FAMILY, grant.family())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(lifetime)))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException fault) {
            throw new IllegalStateException("An access token cannot be signed", fault);
        }
        return new IssuedToken(token.serialize(), lifetime);
    }

    /// Who a token names, if it holds. May look into the vault: not for an event loop.
    ///
    /// @throws ProblemException `unauthenticated`, `token-expired` or `signed-out`
    public Principal verify(String token) {
        Principal caller = read(token);
        if (!families.isActive(caller)) {
            throw new ProblemException(ProblemName.SIGNED_OUT);
        }
        return caller;
    }

    /// Who a token names, by its signature and its time alone: its device may be signed out.
    ///
    /// @throws ProblemException `unauthenticated` or `token-expired`
    public Principal read(String token) {
        Principal caller = parse(token);
        if (caller == null) {
            throw new ProblemException(ProblemName.UNAUTHENTICATED);
        }
        if (!clock.instant().isBefore(caller.expiresAt())) {
            throw new ProblemException(ProblemName.TOKEN_EXPIRED);
        }
        return caller;
    }

    /// As [#read(String)]: our own tokens name their devices.
    @Override
    public Principal read(String token, @Nullable String device) {
        return read(token);
    }

    /// As [#verify(String)]: our own tokens name their devices.
    @Override
    public Principal verify(String token, @Nullable String device) {
        return verify(token);
    }

    @Override
    public boolean namesDevice() {
        return true;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    private @Nullable Principal parse(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return null;
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return new Principal(
                    Uid.of(claims.getSubject()),
                    Handle.of(claims.getStringClaim(HANDLE)),
                    DeviceId.of(claims.getStringClaim(DEVICE)),
                    claims.getStringClaim(FAMILY),
                    claims.getExpirationTime().toInstant());
        } catch (ParseException | JOSEException notOurs) {
            return null;
        }
    }
}
