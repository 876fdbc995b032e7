package io.verbatim.standalone;

import io.verbatim.gateway.live.QueryBusFeedConfiguration;
import io.verbatim.query.QueryBusRouterConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The way from the router to the gateway: a call within the process, unless the query bus is asked for.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveFeedProperties.class)
class LiveFeedConfiguration {

    /// What a deployment of several processes is made of, in one.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "verbatim.live.feed", havingValue = "axon")
    @Import({QueryBusRouterConfiguration.class, QueryBusFeedConfiguration.class})
    static class OverTheQueryBus {}
}
