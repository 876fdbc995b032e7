package io.verbatim.gateway.http;

import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.auth.TokenReader;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.limits.RateLimits;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// Finds out who calls, and whether they may call so often.
final class Callers {
    private static final String BEARER = "Bearer ";

    private final TokenReader tokens;
    private final Families families;
    private final RateLimits rates;
    private final Blocking blocking;

    Callers(TokenReader tokens, Families families, RateLimits rates, Blocking blocking) {
        this.tokens = tokens;
        this.families = families;
        this.rates = rates;
        this.blocking = blocking;
    }

    /// Who calls an endpoint that is not open; the call is counted.
    Mono<Principal> require(ServerRequest request, Endpoint endpoint) {
        String token = bearer(request);
        String device = request.headers().firstHeader(TokenReader.DEVICE_HEADER);
        return tokens.mayBlock()
                ? blocking.call(() -> tokens.read(token, device)).flatMap(caller -> require(caller, endpoint))
                : require(tokens.read(token, device), endpoint);
    }

    private Mono<Principal> require(Principal caller, Endpoint endpoint) {
        requireRate(endpoint.sends() ? rates.trySend(caller.uid()) : rates.tryCall(caller.uid()));
        if (endpoint.access() == Access.SIGNING_OUT || families.isKnownActive(caller)) {
            return Mono.just(caller);
        }
        return blocking.call(() -> families.isActive(caller)).map(active -> {
            if (!active) {
                throw new ProblemException(ProblemName.SIGNED_OUT);
            }
            return caller;
        });
    }

    /// Counts a call of anybody.
    void requireAnonymousRate(ServerRequest request) {
        requireRate(rates.tryAnonymousCall(request.remoteAddress().orElse(null)));
    }

    private static void requireRate(boolean withinRate) {
        if (!withinRate) {
            throw new ProblemException(ProblemName.RATE_LIMITED);
        }
    }

    private static String bearer(ServerRequest request) {
        String header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ProblemException(ProblemName.UNAUTHENTICATED);
        }
        return header.substring(BEARER.length()).strip();
    }
}
