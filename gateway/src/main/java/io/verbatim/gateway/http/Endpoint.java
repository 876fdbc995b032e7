package io.verbatim.gateway.http;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// One call of the protocol.
///
/// @param method its method; a GET answers HEAD too
/// @param pattern its path
/// @param access who may call it
/// @param sends whether it counts as a message, and not as another call
/// @param handler what it does
public record Endpoint(HttpMethod method, String pattern, Access access, boolean sends, Handler handler) {
    /// For who is signed in, counted as a call.
    public static Endpoint of(HttpMethod method, String pattern, Handler handler) {
        return new Endpoint(method, pattern, Access.SIGNED_IN, false, handler);
    }

    public static Endpoint get(String pattern, Handler handler) {
        return of(HttpMethod.GET, pattern, handler);
    }

    public static Endpoint post(String pattern, Handler handler) {
        return of(HttpMethod.POST, pattern, handler);
    }

    public static Endpoint put(String pattern, Handler handler) {
        return of(HttpMethod.PUT, pattern, handler);
    }

    public static Endpoint patch(String pattern, Handler handler) {
        return of(HttpMethod.PATCH, pattern, handler);
    }

    public static Endpoint delete(String pattern, Handler handler) {
        return of(HttpMethod.DELETE, pattern, handler);
    }

    public Endpoint withAccess(Access other) {
        return new Endpoint(method, pattern, other, sends, handler);
    }

    /// The same, counted as a message.
    public Endpoint sending() {
        return new Endpoint(method, pattern, access, true, handler);
    }

    /// Answers a call; a failure becomes a problem.
    @FunctionalInterface
    public interface Handler {
        Mono<ServerResponse> handle(Call call);
    }
}
