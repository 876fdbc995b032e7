package io.verbatim.gateway.http.server;

import io.verbatim.gateway.auth.IssuerProperties;
import io.verbatim.gateway.http.Access;
import io.verbatim.gateway.http.Answers;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.http.account.AccountProperties;
import io.verbatim.gateway.limits.PublishedLimits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What this server is, for anybody.
final class ServerRoutes implements Endpoints {
    private static final String PROTOCOL = "verbatim.v1";
    private static final String SEARCH = "search";

    private final Server server;

    ServerRoutes(AccountProperties accounts, IssuerProperties issuer, PublishedLimits limits) {
        String version = ServerRoutes.class.getPackage().getImplementationVersion();
        this.server = new Server(
                version == null ? "development" : version,
                List.of(PROTOCOL),
                List.of(SEARCH),
                limits.byName(),
                (issuer.isUsed() ? AccountProperties.Registration.CLOSED : accounts.registration()).wireName(),
                issuer.issuerUri() == null ? null : issuer.issuerUri().toString());
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/server", this::server).withAccess(Access.OPEN));
    }

    private Mono<ServerResponse> server(Call call) {
        return Answers.ok(server);
    }

    private record Server(
            String version,
            List<String> protocols,
            List<String> features,
            Map<String, Long> limits,
            String registration,
            @Nullable String issuer) {}
}
