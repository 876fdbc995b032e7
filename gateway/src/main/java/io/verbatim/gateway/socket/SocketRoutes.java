package io.verbatim.gateway.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.verbatim.gateway.auth.TokenReader;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.stream.Authenticator;
import io.verbatim.gateway.stream.Connections;
import io.verbatim.gateway.stream.Credentials;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/// Upgrades `GET /v1/ws`, and puts a [SocketHandler] where the framework would read and write. A bad token
/// is told to
/// the socket, not here: a browser sees no HTTP status.
final class SocketRoutes {
    /// The subprotocol.
    static final String PROTOCOL = "verbatim.v1";

    private static final String PATH = "/v1/ws";
    private static final String HANDLER = "verbatim.socket";

    private final Connections connections;
    private final int maxFrame;
    private final Duration patience;

    SocketRoutes(Connections connections, int maxFrame, Duration patience) {
        this.connections = connections;
        this.maxFrame = maxFrame;
        this.patience = patience;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().GET(PATH, this::upgrade).build();
    }

    private Mono<ServerResponse> upgrade(ServerRequest request) {
        requireUpgrade(request.headers());
        Credentials credentials = new Credentials(
                Authenticator.tokenOf(request.headers().firstHeader(HttpHeaders.AUTHORIZATION)),
                ticket(request),
                request.headers().firstHeader(TokenReader.DEVICE_HEADER),
                request.remoteAddress().orElse(null));
        return ServerResponse.ok().build((exchange, context) -> upgrade(exchange, credentials));
    }

    private Mono<Void> upgrade(ServerWebExchange exchange, Credentials credentials) {
        ServerHttpResponse response = exchange.getResponse();
        HttpServerResponse http = ServerHttpResponseDecorator.getNativeResponse(response);
        WebsocketServerSpec spec = WebsocketServerSpec.builder()
                .protocols(PROTOCOL)
                .maxFramePayloadLength(maxFrame)
                .handlePing(true)
                .build();
        Channel[] channel = new Channel[1];
        http.withConnection(connection -> channel[0] = connection.channel());
        // on the event loop, so that nothing is read before the handler is there
        return response.setComplete()
                .then(Mono.defer(() -> http.sendWebsocket((in, out) -> install(in, credentials), spec))
                        .subscribeOn(Schedulers.fromExecutor(channel[0].eventLoop())));
    }

    private Publisher<Void> install(WebsocketInbound in, Credentials credentials) {
        Connection[] upgraded = new Connection[1];
        in.withConnection(connection -> upgraded[0] = connection);
        Channel channel = upgraded[0].channel();
        ChannelPipeline pipeline = channel.pipeline();
        WebSocketDecoderConfig decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxFrame)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
        // ours says with our codes what is wrong
        pipeline.replace(WebSocketFrameDecoder.class, HANDLER + ".decoder", new WebSocket13FrameDecoder(decoding));
        if (pipeline.get(NettyPipeline.CompressionHandler) != null) {
            pipeline.remove(NettyPipeline.CompressionHandler);
        }
        pipeline.addBefore(
                NettyPipeline.ReactiveBridge,
                HANDLER,
                new SocketHandler(channel, connections, credentials, maxFrame, patience));
        channel.config().setAutoRead(true);
        return upgraded[0].onDispose();
    }

    private static void requireUpgrade(ServerRequest.Headers headers) {
        String upgrade = headers.firstHeader(HttpHeaders.UPGRADE);
        if (!"websocket".equalsIgnoreCase(upgrade)) {
            throw malformed(HttpHeaders.UPGRADE + ": " + upgrade + " (expected: websocket)");
        }
        if (!"13".equals(headers.firstHeader("Sec-WebSocket-Version"))
                || headers.firstHeader("Sec-WebSocket-Key") == null) {
            throw malformed("Sec-WebSocket-Version (expected: 13, and a Sec-WebSocket-Key)");
        }
        boolean offered = headers.header("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .anyMatch(protocol -> protocol.strip().equals(PROTOCOL));
        if (!offered) {
            throw malformed("Sec-WebSocket-Protocol (expected: " + PROTOCOL + ")");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemName.MALFORMED, detail);
    }

    private static @Nullable String ticket(ServerRequest request) {
        try {
            return request.queryParam("ticket").orElse(null);
        } catch (IllegalArgumentException undecodable) {
            throw malformed("the query cannot be decoded");
        }
    }
}
