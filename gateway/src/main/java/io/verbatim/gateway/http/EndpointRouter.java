package io.verbatim.gateway.http;

import io.verbatim.gateway.cursor.PageMarks;
import io.verbatim.gateway.limits.GatewayLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/// Serves all endpoints. A path that is one, by another method, is `method-not-allowed`.
final class EndpointRouter {
    private final Callers callers;
    private final PageMarks marks;
    private final long maxBody;

    EndpointRouter(Callers callers, PageMarks marks, GatewayLimits limits) {
        this.callers = callers;
        this.marks = marks;
        this.maxBody = limits.body().toBytes();
    }

    RouterFunction<ServerResponse> route(List<Endpoint> endpoints) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        Map<String, List<HttpMethod>> methods = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            List<HttpMethod> own = endpoint.method().equals(HttpMethod.GET)
                    ? List.of(HttpMethod.GET, HttpMethod.HEAD)
                    : List.of(endpoint.method());
            methods.computeIfAbsent(endpoint.pattern(), pattern -> new ArrayList<>())
                    .addAll(own);
            routes.route(
                    RequestPredicates.methods(own.toArray(HttpMethod[]::new))
                            .and(RequestPredicates.path(endpoint.pattern())),
                    request -> serve(endpoint, request));
        }
        methods.forEach((pattern, allowed) -> routes.route(
                RequestPredicates.path(pattern),
                request -> Mono.error(new MethodNotAllowedException(request.method(), allowed))));
        return routes.build();
    }

    private Mono<ServerResponse> serve(Endpoint endpoint, ServerRequest request) {
        if (endpoint.access() == Access.OPEN) {
            callers.requireAnonymousRate(request);
            return endpoint.handler().handle(new Call(request, null, marks, maxBody));
        }
        return callers.require(request, endpoint)
                .flatMap(caller -> endpoint.handler().handle(new Call(request, caller, marks, maxBody)));
    }
}
