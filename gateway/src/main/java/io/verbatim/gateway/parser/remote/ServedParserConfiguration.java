package io.verbatim.gateway.parser.remote;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.parser.FrameParser;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A parser for gateways in other processes. Needs from the assembly a [QueryBus], and the limits that its gateways
/// have.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewayLimits.class, ServedParserProperties.class})
public class ServedParserConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    ServedParser servedParser(
            GatewayLimits limits, QueryBus bus, ServedParserProperties settings, MeterRegistry meters) {
        return new ServedParser(new FrameParser(limits), bus, settings, meters);
    }
}
