package io.verbatim.gateway.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Handle;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Handles;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.input.Texts;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tokens of an OpenID Connect issuer. Who comes with one for the first time gets an account, and each
/// device that comes
/// a token family, by which it is signed out as others are. May wait for the vault, the command side, and
/// the issuer.
public final class IssuerTokens implements TokenReader {
    /// What a device is called that its client has not named.
    private static final String UNNAMED = "unnamed";
    private static final String DISPLAY_NAME = "name";

    private final IssuerProperties properties;
    private final IssuerKeys keys;
    private final Handles handles;
    private final Admission admission;
    private final Families families;
    private final Clock clock;

    /// @param properties name an issuer
    public IssuerTokens(
            IssuerProperties properties, Handles handles, Admission admission, Families families, Clock clock) {
        if (properties.issuerUri() == null) {
            throw new IllegalArgumentException("verbatim.auth.issuer-uri: null (expected: an issuer)");
        }
        this.properties = properties;
        this.keys = new IssuerKeys(
                properties.issuerUri(),
                Math.toIntExact(properties.issuerTimeout().toMillis()));
        this.handles = handles;
        this.admission = admission;
        this.families = families;
        this.clock = clock;
    }

    @Override
    public Principal read(String token, @Nullable String device) {
        JWTClaimsSet claims = keys.claims(token);
        Instant expiresAt = requireValid(claims);
        Handle handle = handle(claims);
        DeviceId named = device(device);
        Uid uid = handles.reserve(handle);
        String family = admission.familyOf(uid, named, displayName(claims, handle), issuedAt(claims));
        return new Principal(uid, handle, named, family, expiresAt);
    }

    @Override
    public Principal verify(String token, @Nullable String device) {
        Principal caller = read(token, device);
        if (!families.isActive(caller)) {
            throw new ProblemException(ProblemName.SIGNED_OUT);
        }
        return caller;
    }

    @Override
    public boolean namesDevice() {
        return false;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    /// When the token ends.
    private Instant requireValid(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        List<String> audience = claims.getAudience();
        if (!String.valueOf(properties.issuerUri()).equals(claims.getIssuer())
                || expires == null
                || (properties.audience() != null && !audience.contains(properties.audience()))
                || (notBefore != null && now.isBefore(notBefore.toInstant()))) {
            throw new ProblemException(ProblemName.UNAUTHENTICATED);
        }
        if (!now.isBefore(expires.toInstant())) {
            throw new ProblemException(ProblemName.TOKEN_EXPIRED);
        }
        return expires.toInstant();
    }

    private Handle handle(JWTClaimsSet claims) {
        if (claims.getClaim(properties.userClaim()) instanceof String userId && Handle.isValid(userId)) {
            return Handle.of(userId);
        }
        throw new ProblemException(
                ProblemName.UNAUTHENTICATED, properties.userClaim() + ": none (expected: a valid user id)");
    }

    private static DeviceId device(@Nullable String device) {
        if (device != null && !DeviceId.isValid(device)) {
            throw new ProblemException(
                    ProblemName.UNAUTHENTICATED, "device: another text (expected: 1 to 64 of A-Z a-z 0-9 . _ -)");
        }
        return DeviceId.of(device == null ? UNNAMED : device);
    }

    private static String displayName(JWTClaimsSet claims, Handle handle) {
        return claims.getClaim(DISPLAY_NAME) instanceof String name && !Texts.isBlank(name) ? name : handle.value();
    }

    private static @Nullable Instant issuedAt(JWTClaimsSet claims) {
        Date issued = claims.getIssueTime();
        return issued == null ? null : issued.toInstant();
    }
}
