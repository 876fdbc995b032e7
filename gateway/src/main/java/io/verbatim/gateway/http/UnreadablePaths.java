package io.verbatim.gateway.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/// Answers requests whose path or query is no URI with a problem. The framework would answer them itself, with nothing
/// but a status: so they are sent where nobody else goes, and refused there.
final class UnreadablePaths implements WebFilter {
    /// No client asks for this: a path of one NUL.
    private static final String NOWHERE = "/%00";

    private static final String HANDLER = "verbatim.unreadable-paths";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return NOWHERE.equals(exchange.getRequest().getURI().getRawPath())
                ? Mono.error(new ProblemException(ProblemName.MALFORMED, "the path or the query cannot be decoded"))
                : chain.filter(exchange);
    }

    /// Has the server look at each request before the framework does.
    static HttpServer in(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, HANDLER, new Readdressing()));
    }

    @Sharable
    private static final class Readdressing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && !isReadable(request.uri())) {
                request.setUri(NOWHERE);
            }
            context.fireChannelRead(message);
        }

        @SuppressWarnings("ReturnValueIgnored") // whether there is one is all
        private static boolean isReadable(String uri) {
            try {
                new URI(uri);
                return true;
            } catch (URISyntaxException unreadable) {
                return false;
            }
        }
    }
}
