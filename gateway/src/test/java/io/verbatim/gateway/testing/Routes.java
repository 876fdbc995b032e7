package io.verbatim.gateway.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// Collects what the routers of a server serve, as `GET /path`; what answers a GET answers HEAD too. Fails at a route
/// that it cannot read.
public final class Routes implements RouterFunctions.Visitor, RequestPredicates.Visitor {
    private final Set<String> routes = new TreeSet<>();
    private Set<HttpMethod> methods = Set.of();
    private String path = "";

    public static Set<String> of(GatewayServer server) {
        Routes all = new Routes();
        server.beans(RouterFunction.class).forEach(router -> router.accept(all));
        return all.routes;
    }

    /// A path without methods only says which there are.
    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        methods = Set.of();
        predicate.accept(this);
        methods.stream()
                .filter(method -> !method.equals(HttpMethod.HEAD))
                .forEach(method -> routes.add(method.name() + ' ' + path));
    }

    @Override
    public void method(Set<HttpMethod> named) {
        methods = named;
    }

    @Override
    public void path(String pattern) {
        path = pattern;
    }

    @Override
    public void startAnd() {}

    @Override
    public void and() {}

    @Override
    public void endAnd() {}

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void startNested(RequestPredicate predicate) {
        throw unreadable(predicate);
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        throw unreadable(predicate);
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
        throw unreadable(lookup);
    }

    @Override
    public void unknown(RouterFunction<?> router) {
        throw unreadable(router);
    }

    @Override
    @SuppressWarnings("removal")
    public void pathExtension(String extension) {
        throw unreadable(extension);
    }

    @Override
    public void header(String name, String value) {
        throw unreadable(name);
    }

    @Override
    public void queryParam(String name, String value) {
        throw unreadable(name);
    }

    @Override
    public void version(String version) {
        throw unreadable(version);
    }

    @Override
    public void startOr() {
        throw unreadable("or");
    }

    @Override
    public void or() {
        throw unreadable("or");
    }

    @Override
    public void endOr() {
        throw unreadable("or");
    }

    @Override
    public void startNegate() {
        throw unreadable("not");
    }

    @Override
    public void endNegate() {
        throw unreadable("not");
    }

    @Override
    public void unknown(RequestPredicate predicate) {
        throw unreadable(predicate);
    }

    private static AssertionError unreadable(Object part) {
        return new AssertionError("route: " + part + " (expected: methods and a path)");
    }
}
