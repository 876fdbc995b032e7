package io.verbatim.gateway.sse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.verbatim.gateway.stream.Closing;
import io.verbatim.gateway.stream.Connection;
import io.verbatim.gateway.stream.LoopWriter;
import io.verbatim.gateway.stream.Transport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/// One stream's way out: at most one piece is being written and one waits, and what is in it is taken from the
/// connection only when its turn has come. So what a slow client does not take waits where it is bounded.
final class SseTransport implements Transport {
    private static final int CHUNK = 64 * 1024;

    private final Channel channel;
    private final LoopWriter writer;
    private final FluxSink<Publisher<DataBuffer>> sink;
    private final NettyDataBufferFactory buffers;
    private final Duration comment;

    private @Nullable Connection connection;
    private boolean pieceWaits;
    private boolean commentWaits;
    private boolean complete;

    SseTransport(Channel channel, LoopWriter writer, FluxSink<Publisher<DataBuffer>> sink, Duration comment) {
        this.channel = channel;
        this.writer = writer;
        this.sink = sink;
        this.buffers = new NettyDataBufferFactory(channel.alloc());
        this.comment = comment;
    }

    @Override
    public LoopWriter writer() {
        return writer;
    }

    @Override
    public void flush(Connection written) {
        connection = written;
        Closing closing = written.closing();
        if (complete || pieceWaits) {
            return;
        }
        if (commentWaits || written.waiting() > 0) {
            pieceWaits = true;
            FluxSink<Publisher<DataBuffer>> _ = sink.next(Mono.fromSupplier(() -> piece(written)));
        } else if (closing != null) {
            complete = true;
            sink.complete();
        }
    }

    @Override
    public Duration patience() {
        return comment;
    }

    @Override
    public boolean isHeard() {
        return false;
    }

    @Override
    public void readOn() {
        // nothing is read
    }

    /// A comment that has not gone out by the time of the next will not.
    @Override
    public void ping() {
        Connection present = connection;
        if (commentWaits) {
            abort();
        } else if (present != null && !complete) {
            commentWaits = true;
            present.heard();
            flush(present);
        }
    }

    @Override
    public void abort() {
        ChannelFuture _ = channel.close();
    }

    private DataBuffer piece(Connection written) {
        pieceWaits = false;
        ByteBuf out = channel.alloc().ioBuffer(Math.min(written.waiting(), CHUNK) + SseText.COMMENT.length);
        if (commentWaits) {
            commentWaits = false;
            out.writeBytes(SseText.COMMENT);
        }
        written.drain(new SseText(out), CHUNK);
        // what is left, or the end, when this has gone out
        flush(written);
        return buffers.wrap(out);
    }
}
