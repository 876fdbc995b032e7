package io.verbatim.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The keys of an issuer: found by its discovery document, kept, and asked for again when a token names one
/// that is not
/// among them. The issuer need not be there when the gateway starts.
final class IssuerKeys {
    private static final int MOST_BYTES = 1 << 18;
    /// Of public keys alone: a token must not choose a public key to be a secret.
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final URI issuer;
    private final DefaultResourceRetriever http;
    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

    IssuerKeys(URI issuer, int timeoutMillis) {
        this.issuer = issuer;
        this.http = new DefaultResourceRetriever(timeoutMillis, timeoutMillis, MOST_BYTES);
    }

    /// What a token says, if it is signed by the issuer; whether it still holds is not looked at.
    ///
    /// @throws ProblemException `unauthenticated`, or `unavailable` if the issuer's keys cannot be had
    JWTClaimsSet claims(String token) {
        try {
            return processor().process(SignedJWT.parse(token), null);
        } catch (KeySourceException | IOException | JacksonException unreachable) {
            throw new ProblemException(ProblemName.UNAVAILABLE, "the issuer's keys cannot be had");
        } catch (ParseException | BadJOSEException | JOSEException notItsOwn) {
            throw new ProblemException(ProblemName.UNAUTHENTICATED);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
        DefaultJWTProcessor<SecurityContext> known = processor;
        if (known == null) {
            JWKSource<SecurityContext> keys =
                    JWKSourceBuilder.create(keysAddress(), http).retrying(true).build();
            known = new DefaultJWTProcessor<>();
            known.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
            known.setJWSTypeVerifier((type, context) -> {}); // `JWT`, `at+jwt`, or none
            known.setJWTClaimsSetVerifier((claims, context) -> {});
            processor = known;
        }
        return known;
    }

    private URL keysAddress() throws IOException {
        String base = issuer.toString().replaceAll("/+$", "");
        URL document = URI.create(base + "/.well-known/openid-configuration").toURL();
        JsonNode discovered =
                Json.mapper().readTree(http.retrieveResource(document).getContent());
        String named = discovered.path("issuer").asString("");
        String address = discovered.path("jwks_uri").asString("");
        if (!named.equals(issuer.toString()) || address.isEmpty()) {
            throw new IOException("issuer: " + named + " (expected: " + issuer + ", with a jwks_uri)");
        }
        return URI.create(address).toURL();
    }
}
