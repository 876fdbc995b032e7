package io.verbatim.query;

import io.verbatim.query.live.LiveProperties;
import io.verbatim.query.live.LiveRouter;
import io.verbatim.query.live.QueryBusRouter;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets gateways in other processes reach the router, over the query bus.
@Configuration(proxyBeanMethods = false)
public class QueryBusRouterConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    QueryBusRouter queryBusRouter(LiveRouter router, QueryBus bus, LiveProperties settings) {
        return new QueryBusRouter(router, bus, settings.beat());
    }
}
