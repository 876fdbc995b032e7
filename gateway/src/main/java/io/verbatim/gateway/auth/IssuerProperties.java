package io.verbatim.gateway.auth;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// An OpenID Connect issuer whose tokens are accepted instead of local accounts.
///
/// @param issuerUri the issuer, as its tokens name it; none: accounts are local
/// @param userClaim the claim that is the user id; a token without a valid one is refused
/// @param audience a token has to be for it; none: for anybody
/// @param issuerTimeout the issuer's keys are waited for so long; then `unavailable`
@ConfigurationProperties("verbatim.auth")
public record IssuerProperties(
        @Nullable URI issuerUri,
        @DefaultValue("sub") String userClaim,
        @Nullable String audience,
        @DefaultValue("3s") Duration issuerTimeout) {
    /// Whether accounts are an issuer's.
    public boolean isUsed() {
        return issuerUri != null;
    }
}
