package io.verbatim.gateway.http;

import io.verbatim.gateway.wire.Json;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Answers as JSON.
public final class Answers {
    private Answers() {}

    public static Mono<ServerResponse> ok(Object body) {
        return json(ServerResponse.ok(), body);
    }

    /// `201`, and where the new thing is.
    public static Mono<ServerResponse> created(String location, Object body) {
        return json(ServerResponse.created(URI.create(location)), body);
    }

    /// `201` for what has no place of its own.
    public static Mono<ServerResponse> created(Object body) {
        return json(ServerResponse.status(HttpStatus.CREATED), body);
    }

    public static Mono<ServerResponse> noContent() {
        return ServerResponse.noContent().build();
    }

    /// A write for which no other answer stands in the protocol.
    public static Mono<ServerResponse> version(long version) {
        return ok(new Version(version));
    }

    private static Mono<ServerResponse> json(ServerResponse.BodyBuilder response, Object body) {
        return response.contentType(MediaType.APPLICATION_JSON).bodyValue(Json.write(body));
    }

    /// @param version of what was written
    private record Version(long version) {}
}
