package io.verbatim.gateway.sse;

import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.stream.Authenticator;
import io.verbatim.gateway.stream.Connections;
import io.verbatim.gateway.stream.StreamConfiguration;
import io.verbatim.gateway.stream.StreamProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The live stream as server-sent events.
@Configuration(proxyBeanMethods = false)
@Import(StreamConfiguration.class)
public class SseConfiguration {
    @Bean
    StreamRoutes streamRoutes(
            Connections connections, Authenticator authenticator, Blocking blocking, StreamProperties properties) {
        return new StreamRoutes(connections, authenticator, blocking, properties.comment());
    }
}
