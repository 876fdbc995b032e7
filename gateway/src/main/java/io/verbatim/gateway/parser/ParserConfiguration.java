package io.verbatim.gateway.parser;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.gateway.limits.GatewayLimits;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The parser in the gateway's own process.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ParserProperties.class)
public class ParserConfiguration {
    @Bean
    FrameParsers frameParsers(GatewayLimits limits, ParserProperties properties, MeterRegistry meters) {
        return new FrameParsers(new FrameParser(limits), properties, meters);
    }
}
