package io.verbatim.gateway.live;

import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// A live feed from routers that are reached over the query bus; before any other that there is in this
/// process.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryBusFeedProperties.class)
public class QueryBusFeedConfiguration {
    @Bean(destroyMethod = "close")
    @Primary
    QueryBusFeed queryBusFeed(QueryBus bus, QueryBusFeedProperties properties) {
        return new QueryBusFeed(bus, properties);
    }
}
