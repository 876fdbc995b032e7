package io.verbatim.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.verbatim.gateway.stream.Closing;
import io.verbatim.gateway.stream.Connection;
import io.verbatim.gateway.stream.Connections;
import io.verbatim.gateway.stream.Credentials;
import io.verbatim.gateway.stream.LoopWriter;
import io.verbatim.gateway.stream.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One socket's end in its channel's pipeline: text frames go to the parser as bytes, and what the connection has to
/// say is written in one piece and flushed once. A client that does not read is not written to, and one whose frames
/// wait for the parser is not read.
final class SocketHandler extends ChannelInboundHandlerAdapter implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);
    private static final int CHUNK = 64 * 1024;

    private final Channel channel;
    private final LoopWriter writer;
    private final Connection connection;
    private final int maxFrame;
    private final Duration patience;

    /// A message so far, while it comes in several frames.
    private @Nullable ByteArrayOutputStream parts;

    private boolean closeSent;
    private boolean corrupt;

    /// @param maxFrame bytes of a message; beyond it 4413
    /// @param patience after so long a silence it is pinged
    SocketHandler(Channel channel, Connections connections, Credentials credentials, int maxFrame, Duration patience) {
        this.channel = channel;
        this.maxFrame = maxFrame;
        this.patience = patience;
        this.writer = connections.writer(channel.eventLoop());
        this.connection = connections.socket(this, credentials);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            connection.heard();
            if (message instanceof WebSocketFrame frame) {
                read(frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        connection.received();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            flush(connection);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.ended();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException violation -> {
                corrupt = true;
                boolean tooLarge = violation.closeStatus().code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code();
                connection.close(tooLarge ? Closing.TOO_LARGE : Closing.MALFORMED);
            }
            case IOException reset -> abort();
            default -> {
                LOG.error("A socket ends with a fault", cause);
                connection.close(Closing.FAULT);
            }
        }
    }

    @Override
    public LoopWriter writer() {
        return writer;
    }

    @Override
    public void flush(Connection same) {
        if (closeSent || !channel.isActive()) {
            return;
        }
        Closing closing = connection.closing();
        boolean written = false;
        int waiting = connection.waiting();
        while (waiting > 0 && (closing != null || channel.isWritable())) {
            ByteBuf out = channel.alloc().ioBuffer(Math.min(waiting, CHUNK));
            connection.drain(new SocketText(out), CHUNK);
            ChannelFuture _ = channel.write(out);
            written = true;
            waiting = connection.waiting();
        }
        if (written) {
            channel.flush();
        }
        if (closing != null && waiting == 0) {
            finish(closing);
        }
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public boolean isHeard() {
        return true;
    }

    @Override
    public void readOn() {
        connection.deaf(false);
        channel.config().setAutoRead(true);
    }

    @Override
    public void ping() {
        if (!closeSent && channel.isActive()) {
            ChannelFuture _ = channel.writeAndFlush(new PingWebSocketFrame());
        }
    }

    @Override
    public void abort() {
        ChannelFuture _ = channel.close();
    }

    private void read(WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame close -> closed(close);
            case PingWebSocketFrame ping -> pong(ping);
            case PongWebSocketFrame pong -> {
                // it was heard
            }
            case TextWebSocketFrame text -> text(text);
            case ContinuationWebSocketFrame more -> part(more);
            default -> connection.close(Closing.MALFORMED);
        }
    }

    private void text(TextWebSocketFrame text) {
        if (text.isFinalFragment()) {
            receive(ByteBufUtil.getBytes(text.content()));
        } else {
            parts = new ByteArrayOutputStream();
            part(text);
        }
    }

    private void part(WebSocketFrame frame) {
        ByteArrayOutputStream message = parts;
        if (message == null) {
            connection.close(Closing.MALFORMED);
            return;
        }
        if (message.size() + frame.content().readableBytes() > maxFrame) {
            parts = null;
            connection.close(Closing.TOO_LARGE);
            return;
        }
        message.writeBytes(ByteBufUtil.getBytes(frame.content()));
        if (frame.isFinalFragment()) {
            parts = null;
            receive(message.toByteArray());
        }
    }

    private void receive(byte[] message) {
        if (connection.closing() == null && !connection.receive(message)) {
            channel.config().setAutoRead(false);
            connection.deaf(true);
        }
    }

    /// A client that does not read gets no pongs either.
    private void pong(PingWebSocketFrame ping) {
        if (!closeSent && channel.isWritable()) {
            ChannelFuture _ =
                    channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private void closed(CloseWebSocketFrame close) {
        if (closeSent) {
            abort();
            return;
        }
        closeSent = true;
        connection.close(Closing.GONE);
        CloseWebSocketFrame answer = WebSocketCloseStatus.isValidStatusCode(close.statusCode())
                ? new CloseWebSocketFrame(close.statusCode(), "")
                : new CloseWebSocketFrame();
        ChannelFuture _ = channel.writeAndFlush(answer).addListener(written -> abort());
    }

    /// Says why, and waits for the client to agree, or for the housekeeper.
    private void finish(Closing closing) {
        closeSent = true;
        if (closing == Closing.GONE) {
            abort();
            return;
        }
        ChannelFuture _ = channel.writeAndFlush(new CloseWebSocketFrame(closing.code(), closing.reason()))
                .addListener(written -> {
                    if (corrupt && channel instanceof DuplexChannel duplex) {
                        // its answer can no longer be read
                        ChannelFuture _ = duplex.shutdownOutput();
                    }
                });
        channel.config().setAutoRead(true);
    }
}
