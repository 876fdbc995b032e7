package io.verbatim.gateway.http.account;

import io.verbatim.gateway.auth.AccessTokens;
import io.verbatim.gateway.auth.IssuedToken;
import io.verbatim.gateway.auth.IssuerProperties;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.http.Access;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.input.Texts;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.limits.RateLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Signing in and out, and new tokens for old.
final class TokenRoutes implements Endpoints {
    private final SignIn signIn;
    private final Devices devices;
    private final AccessTokens tokens;
    private final IssuerProperties issuer;
    private final GatewayLimits limits;
    private final RateLimits rates;

    TokenRoutes(
            SignIn signIn,
            Devices devices,
            AccessTokens tokens,
            IssuerProperties issuer,
            GatewayLimits limits,
            RateLimits rates) {
        this.signIn = signIn;
        this.devices = devices;
        this.tokens = tokens;
        this.issuer = issuer;
        this.limits = limits;
        this.rates = rates;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/tokens", this::signIn).withAccess(Access.OPEN),
                Endpoint.post("/v1/tokens/refresh", this::refresh).withAccess(Access.OPEN),
                Endpoint.delete("/v1/tokens", this::signOut).withAccess(Access.SIGNING_OUT));
    }

    private Mono<ServerResponse> signIn(Call call) {
        if (issuer.isUsed()) {
            return Mono.error(
                    new ProblemException(ProblemName.FORBIDDEN, "tokens: of the issuer (GET /v1/server names it)"));
        }
        return call.body().flatMap(fields -> {
            rates.requireSignIn(call.address());
            SignInDraft draft = SignInDraft.read(fields, limits);
            rates.requireFewFailures(draft.userId());
            return signIn.signIn(draft)
                    .doOnError(failure -> count(draft, failure))
                    .flatMap(this::answer);
        });
    }

    private void count(SignInDraft draft, Throwable failure) {
        if (Problems.nameOf(failure) == ProblemName.BAD_CREDENTIALS) {
            rates.failed(draft.userId());
        }
    }

    private Mono<ServerResponse> refresh(Call call) {
        return call.body().flatMap(fields -> {
            String refreshToken = fields.requiredText("refreshToken");
            String requestId = requestId(fields);
            fields.requireValid();
            return devices.refresh(refreshToken, requestId).flatMap(this::answer);
        });
    }

    private static @Nullable String requestId(JsonFields fields) {
        String value = fields.text("requestId");
        String uuid = value == null ? null : Texts.uuid(value);
        if (value != null && uuid == null) {
            fields.invalid("requestId", "another text (expected: a UUID)");
        }
        return uuid;
    }

    private Mono<ServerResponse> signOut(Call call) {
        Principal caller = call.caller();
        return devices.signOut(caller.uid(), caller.device(), caller.metadata()).then(Answers.noContent());
    }

    private Mono<ServerResponse> answer(Granted granted) {
        IssuedToken token = tokens.issue(granted.grant(), granted.handle());
        return Answers.ok(new Tokens(
                token.value(),
                token.expiresIn().toSeconds(),
                granted.grant().refreshToken(),
                granted.grant().device().value()));
    }

    private record Tokens(String accessToken, long expiresIn, String refreshToken, String device) {}
}
