package io.verbatim.gateway.parser;

import io.micrometer.core.instrument.MeterRegistry;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.parser.remote.QueryBusParser;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The parser as the gateway sees it: in its own process, or in others.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ParserProperties.class, RemoteParserProperties.class})
public class ParserConfiguration {
    @Bean
    FrameParsers frameParsers(
            GatewayLimits limits,
            ParserProperties properties,
            RemoteParserProperties remote,
            QueryBus bus,
            MeterRegistry meters) {
        return switch (properties.place()) {
            case LOCAL -> FrameParsers.local(new FrameParser(limits), properties, meters);
            case REMOTE ->
                FrameParsers.remote(new QueryBusParser(bus, remote.answerWithin()), remote, properties, meters);
        };
    }
}
