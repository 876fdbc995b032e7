package io.verbatim.gateway.socket;

import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.stream.Connections;
import io.verbatim.gateway.stream.StreamConfiguration;
import io.verbatim.gateway.stream.StreamProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/// The live stream over WebSockets.
@Configuration(proxyBeanMethods = false)
@Import(StreamConfiguration.class)
public class SocketConfiguration {
    @Bean
    RouterFunction<ServerResponse> socketRoutes(
            Connections connections, GatewayLimits limits, StreamProperties properties) {
        return new SocketRoutes(connections, (int) limits.frameIn().toBytes(), properties.heartbeat()).routes();
    }
}
