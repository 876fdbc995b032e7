package io.verbatim.gateway.http.account;

import io.verbatim.api.Handle;
import io.verbatim.gateway.auth.IssuerProperties;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
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
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Registration.
final class AccountRoutes implements Endpoints {
    private final Registration registration;
    private final AccountProperties properties;
    private final IssuerProperties issuer;
    private final GatewayLimits limits;
    private final RateLimits rates;

    AccountRoutes(
            Registration registration,
            AccountProperties properties,
            IssuerProperties issuer,
            GatewayLimits limits,
            RateLimits rates) {
        this.registration = registration;
        this.properties = properties;
        this.issuer = issuer;
        this.limits = limits;
        this.rates = rates;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/v1/accounts", this::register).withAccess(Access.OPEN));
    }

    private Mono<ServerResponse> register(Call call) {
        if (issuer.isUsed() || properties.registration() == AccountProperties.Registration.CLOSED) {
            return Mono.error(new ProblemException(ProblemName.REGISTRATION_CLOSED));
        }
        return call.body().map(this::read).flatMap(draft -> {
            rates.requireSignIn(call.address());
            return registration
                    .register(draft.handle, draft.password, draft.displayName)
                    .then(Answers.created(
                            "/v1/users/" + draft.handle, new Registered(draft.handle.value(), draft.displayName)));
        });
    }

    private Draft read(JsonFields fields) {
        Handle handle = fields.requiredHandle("userId");
        String password = fields.requiredText("password");
        String displayName = fields.requiredText("displayName");
        Passwords.check(fields, "password", password, properties);
        String fault = Texts.fault(displayName, limits.displayName());
        if (fault != null && fields.has("displayName")) {
            fields.invalid("displayName", fault);
        }
        return new Draft(fields.requireValid(handle), password, displayName);
    }

    private record Draft(Handle handle, String password, String displayName) {}

    private record Registered(String userId, String displayName) {}
}
