package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One WebSocket: the bytes that wait for its socket, and those of a frame that has not wholly come. Used by the
/// thread of its [SocketLoop] only.
final class Connection {

    enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        CLOSED
    }

    /// Its number among the loop's connections, from 0.
    final int index;

    final SocketChannel channel;
    /// Its first frame.
    final byte[] hello;
    State state = State.CONNECTING;
    /// Not null once it is registered with the loop.
    @Nullable
    SelectionKey key;

    /// Whether it stands in the loop's list of connections to flush.
    boolean dirty;

    byte[] partial = {};
    int partialLength;

    private final String upgrade;
    private ByteBuffer out = ByteBuffer.allocate(1024);

    Connection(int index, SocketChannel channel, String upgrade, byte[] hello) {
        this.hello = hello;
        this.index = index;
        this.channel = channel;
        this.upgrade = upgrade;
    }

    void connected() {
        state = State.UPGRADING;
        byte[] request = upgrade.getBytes(StandardCharsets.US_ASCII);
        makeRoom(request.length);
        out.put(request);
    }

    /// Appends a frame to what waits for the socket; nothing happens once it is closed.
    void enqueue(int opcode, byte[] payload, int from, int to) {
        if (state != State.CLOSED) {
            makeRoom(to - from + WebSocketFrames.MAX_HEADER);
            WebSocketFrames.write(out, opcode, payload, from, to);
        }
    }

    /// Writes what the socket takes.
    ///
    /// @return whether nothing is left
    boolean flush() throws IOException {
        out.flip();
        channel.write(out);
        out.compact();
        return out.position() == 0;
    }

    /// Keeps the beginning of a frame until the rest comes.
    void keep(byte[] bytes, int from, int to) {
        int length = to - from;
        if (partial.length < length) {
            partial = new byte[Math.max(256, length)];
        }
        System.arraycopy(bytes, from, partial, 0, length);
        partialLength = length;
    }

    private void makeRoom(int wanted) {
        if (out.remaining() < wanted) {
            int size = Math.max(out.capacity() * 2, out.position() + wanted);
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), size)).position(out.position());
        }
    }
}
