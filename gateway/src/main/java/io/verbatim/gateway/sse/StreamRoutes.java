package io.verbatim.gateway.sse;

import io.netty.channel.Channel;
import io.verbatim.gateway.auth.Principal;
import io.verbatim.gateway.auth.TokenReader;
import io.verbatim.gateway.error.Problem;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.http.Access;
import io.verbatim.gateway.http.Blocking;
import io.verbatim.gateway.http.Call;
import io.verbatim.gateway.http.Endpoint;
import io.verbatim.gateway.http.Endpoints;
import io.verbatim.gateway.limits.GatewayLimits;
import io.verbatim.gateway.stream.Authenticator;
import io.verbatim.gateway.stream.Connection;
import io.verbatim.gateway.stream.Connections;
import io.verbatim.gateway.stream.LoopWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/// `GET /v1/stream`.
final class StreamRoutes implements Endpoints {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Connections connections;
    private final Authenticator authenticator;
    private final Blocking blocking;
    private final Duration comment;

    StreamRoutes(Connections connections, Authenticator authenticator, Blocking blocking, Duration comment) {
        this.connections = connections;
        this.authenticator = authenticator;
        this.blocking = blocking;
        this.comment = comment;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/stream", this::stream).withAccess(Access.OPEN));
    }

    private Mono<ServerResponse> stream(Call call) {
        String last = call.request().headers().firstHeader(LAST_EVENT_ID);
        String cursor = last == null || last.isEmpty() ? call.parameter("cursor") : last;
        String authorization = call.request().headers().firstHeader(HttpHeaders.AUTHORIZATION);
        String ticket = call.parameter("ticket");
        List<String> watched = watched(call);
        String device = call.request().headers().firstHeader(TokenReader.DEVICE_HEADER);
        return blocking.call(() -> authenticator.byHeaderOrTicket(authorization, ticket, device))
                .flatMap(principal -> response(call, principal, cursor, watched));
    }

    private static List<String> watched(Call call) {
        String watch = call.parameter("watch");
        List<String> users = watch == null
                ? List.of()
                : Arrays.stream(watch.split(",", -1))
                        .filter(user -> !user.isEmpty())
                        .distinct()
                        .toList();
        if (users.size() > GatewayLimits.WATCHED) {
            throw new ProblemException(Problem.of(ProblemName.LIMIT_REACHED).withLimit(GatewayLimits.WATCHED));
        }
        return users;
    }

    private Mono<ServerResponse> response(
            Call call, Principal principal, @Nullable String cursor, List<String> watched) {
        ServerResponse.BodyBuilder response = ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // proxies that would collect events
                .header("X-Accel-Buffering", "no");
        return HttpMethod.HEAD.equals(call.request().method())
                ? response.build()
                : response.body((message, context) -> write(message, principal, cursor, watched));
    }

    /// Ends when all is written, or the client has gone.
    @SuppressWarnings("NestedPublishers") // each piece is flushed by itself
    private Mono<Void> write(
            ServerHttpResponse response, Principal principal, @Nullable String cursor, List<String> watched) {
        HttpServerResponse http = ServerHttpResponseDecorator.getNativeResponse(response);
        Channel[] channel = new Channel[1];
        http.withConnection(connection -> channel[0] = connection.channel());
        LoopWriter writer = connections.writer(channel[0].eventLoop());
        return response.writeAndFlushWith(pieces(channel[0], writer, principal, cursor, watched));
    }

    /// What a stream has to say; the connection ends with it, also if the client has gone before it is open.
    @SuppressWarnings("NestedPublishers") // each piece is flushed by itself
    Flux<Publisher<DataBuffer>> pieces(
            Channel channel, LoopWriter writer, Principal principal, @Nullable String cursor, List<String> watched) {
        return Flux.create(sink -> {
            SseTransport transport = new SseTransport(channel, writer, sink, comment);
            Connection connection = connections.stream(transport, principal, cursor, watched);
            FluxSink<Publisher<DataBuffer>> _ = sink.onDispose(() -> writer.execute(connection::ended));
        });
    }
}
