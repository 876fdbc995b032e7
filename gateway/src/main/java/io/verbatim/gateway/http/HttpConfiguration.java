package io.verbatim.gateway.http;

import io.verbatim.gateway.auth.Families;
import io.verbatim.gateway.auth.TokenReader;
import io.verbatim.gateway.cursor.PageMarks;
import io.verbatim.gateway.error.Problems;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.limits.RateLimits;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Serves all endpoints, and answers all failures.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
public class HttpConfiguration {
    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);
    private static final List<String> EXPOSED = List.of(
            "Retry-After",
            "ETag",
            "Location",
            "Deprecation",
            "Sunset",
            "Tus-Resumable",
            "Tus-Version",
            "Tus-Extension",
            "Tus-Max-Size",
            "Tus-Checksum-Algorithm",
            "Upload-Offset",
            "Upload-Length",
            "Upload-Expires",
            "Upload-Metadata");

    @Bean
    Blocking gatewayBlocking(HttpProperties properties) {
        return new Blocking(properties);
    }

    @Bean
    Callers callers(TokenReader tokens, Families families, RateLimits rates, Blocking blocking) {
        return new Callers(tokens, families, rates, blocking);
    }

    @Bean
    RouterFunction<ServerResponse> gatewayEndpoints(
            List<Endpoints> subjects, Callers callers, PageMarks marks, GatewayLimits limits) {
        return new EndpointRouter(callers, marks, limits)
                .route(subjects.stream()
                        .flatMap(subject -> subject.endpoints().stream())
                        .toList());
    }

    @Bean
    ProblemResponses problemResponses(Problems problems) {
        return new ProblemResponses(problems);
    }

    /// After CORS: a browser may read the problem.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    UnreadablePaths unreadablePaths() {
        return new UnreadablePaths();
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> readablePaths() {
        return factory -> factory.addServerCustomizers(UnreadablePaths::in);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CorsWebFilter corsFilter(HttpProperties properties) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.corsOrigins());
        cors.addAllowedMethod(CorsConfiguration.ALL);
        cors.addAllowedHeader(CorsConfiguration.ALL);
        cors.setExposedHeaders(EXPOSED);
        cors.setMaxAge(PREFLIGHT_KEPT);
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", cors);
        return new CorsWebFilter(everywhere);
    }

    /// After Boot's own, whose default is not to compress. Streams are not compressed: an event would wait
    /// for the
    /// next.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> gzip(HttpProperties properties) {
        return factory -> {
            Compression compression = new Compression();
            compression.setEnabled(true);
            compression.setMinResponseSize(properties.gzipAbove());
            compression.setMimeTypes(
                    new String[] {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE});
            factory.setCompression(compression);
        };
    }
}
