package io.verbatim.gateway.http.account;

import io.verbatim.gateway.auth.IssuerProperties;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.input.JsonFields;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What the caller does with its own password: another one, or the end of its account.
final class OwnPasswordRoutes implements Endpoints {
    private final PasswordChange passwordChange;
    private final Departure departure;
    private final OwnPassword passwords;
    private final AccountProperties properties;
    private final IssuerProperties issuer;

    OwnPasswordRoutes(
            PasswordChange passwordChange,
            Departure departure,
            OwnPassword passwords,
            AccountProperties properties,
            IssuerProperties issuer) {
        this.passwordChange = passwordChange;
        this.departure = departure;
        this.passwords = passwords;
        this.properties = properties;
        this.issuer = issuer;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.put("/v1/me/password", this::changePassword), Endpoint.delete("/v1/me", this::delete));
    }

    private Mono<ServerResponse> changePassword(Call call) {
        if (issuer.isUsed()) {
            return Mono.error(new ProblemException(ProblemName.FORBIDDEN, "password: the issuer's"));
        }
        return call.body().flatMap(fields -> {
            String password = fields.requiredText("password");
            String newPassword = fields.requiredText("newPassword");
            Passwords.check(fields, "newPassword", newPassword, properties);
            fields.requireValid();
            return passwordChange.change(call.caller(), password, newPassword).then(Answers.noContent());
        });
    }

    private Mono<ServerResponse> delete(Call call) {
        Principal caller = call.caller();
        if (issuer.isUsed()) {
            return departure.delete(caller.uid()).then(Answers.noContent());
        }
        return call.body()
                .flatMap(fields -> requirePassword(caller, fields)
                        .then(departure.delete(caller.uid()))
                        .then(Answers.noContent()));
    }

    private Mono<String> requirePassword(Principal caller, JsonFields fields) {
        String password = fields.requiredText("password");
        fields.requireValid();
        return passwords.counted(caller, passwords.confirm(caller, password));
    }
}
