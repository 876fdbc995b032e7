package io.verbatim.gateway.http.server;

import io.verbatim.gateway.auth.IssuerProperties;
import io.verbatim.gateway.http.account.AccountProperties;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.limits.PublishedLimits;
import io.verbatim.gateway.limits.RateLimitProperties;
import io.verbatim.gateway.stream.StreamProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the server says of itself over HTTP.
@Configuration(proxyBeanMethods = false)
public class ServerHttpConfiguration {
    @Bean
    ServerRoutes serverRoutes(
            AccountProperties accounts,
            IssuerProperties issuer,
            GatewayLimits limits,
            RateLimitProperties rates,
            StreamProperties stream) {
        return new ServerRoutes(accounts, issuer, new PublishedLimits(limits, rates, stream.heartbeat()));
    }

    @Bean
    ContractRoutes contractRoutes() {
        return new ContractRoutes();
    }
}
