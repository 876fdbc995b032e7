package io.verbatim.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// All sockets on one thread, which is the caller's. Each upgrades, says `hello` and answers pings by itself. What was
/// enqueued goes out with the next [#poll], one write per connection and round.
final class SocketLoop implements AutoCloseable {

    /// Told what happens, on the caller's thread within [SocketLoop#poll].
    interface Listener {

        /// A text frame.
        ///
        /// @param readAt when its bytes were read, by `System.nanoTime()`
        void text(SocketLoop loop, Connection connection, byte[] bytes, int from, int to, long readAt);

        /// The connection has ended, or was never made.
        ///
        /// @param why a close code with its reason, or what went wrong
        void closed(SocketLoop loop, Connection connection, String why);
    }

    private static final byte[] HELLO = "{\"type\":\"hello\"}".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final Listener listener;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Connection> dirty = new ArrayList<>();
    private final WebSocketFrames.Frame frame = new WebSocketFrames.Frame();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20);

    SocketLoop(InetSocketAddress server, Listener listener) throws IOException {
        this.server = server;
        this.listener = listener;
        this.selector = Selector.open();
    }

    /// Begins to connect and to upgrade, with a `hello` that brings no cursor.
    Connection connect(String token) throws IOException {
        return connect(token, HELLO);
    }

    /// Begins to connect and to upgrade.
    ///
    /// @param hello the first frame
    Connection connect(String token, byte[] hello) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String host = server.getHostString() + ":" + server.getPort();
        Connection connection = new Connection(connections.size(), channel, Upgrade.request(host, token), hello);
        connections.add(connection);
        connection.key = channel.register(selector, SelectionKey.OP_CONNECT, connection);
        channel.connect(server);
        return connection;
    }

    List<Connection> connections() {
        return connections;
    }

    /// Appends a text frame to what goes out at the end of the round.
    void send(Connection connection, byte[] json, int from, int to) {
        connection.enqueue(WebSocketFrames.TEXT, json, from, to);
        markDirty(connection);
    }

    /// Writes what is enqueued, waits for sockets, reads them and tells the listener.
    ///
    /// @param timeoutMillis how long to wait at most; 0 or less: not at all
    void poll(long timeoutMillis) throws IOException {
        flush();
        if (timeoutMillis > 0) {
            selector.select(this::ready, timeoutMillis);
        } else {
            selector.selectNow(this::ready);
        }
        flush();
    }

    private void flush() {
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).dirty = false;
            flush(dirty.get(i));
        }
        dirty.clear();
    }

    private void flush(Connection connection) {
        SelectionKey key = connection.key;
        if (key == null || connection.state == Connection.State.CLOSED) {
            return;
        }
        try {
            int wanted = connection.flush() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        } catch (IOException broken) {
            end(connection, broken.toString());
        }
    }

    private void markDirty(Connection connection) {
        if (!connection.dirty) {
            connection.dirty = true;
            dirty.add(connection);
        }
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.channel.finishConnect();
                connection.connected();
                markDirty(connection);
            } else if (key.isReadable()) {
                read(connection);
            } else {
                markDirty(connection);
            }
        } catch (IOException | IllegalStateException broken) {
            end(connection, broken.toString());
        }
    }

    private void read(Connection connection) throws IOException {
        in.clear().put(connection.partial, 0, connection.partialLength);
        connection.partialLength = 0;
        if (connection.channel.read(in) < 0) {
            end(connection, "1006: the server closed the socket");
            return;
        }
        long readAt = System.nanoTime();
        int at = 0;
        int end = in.position();
        if (connection.state == Connection.State.UPGRADING) {
            at = Upgrade.read(in.array(), end);
            if (at > 0) {
                connection.state = Connection.State.OPEN;
                send(connection, connection.hello, 0, connection.hello.length);
            }
        }
        while (connection.state == Connection.State.OPEN && WebSocketFrames.read(in.array(), at, end, frame)) {
            at += frame.size;
            take(connection, readAt);
        }
        if (at < end && connection.state != Connection.State.CLOSED) {
            connection.keep(in.array(), at, end);
        }
    }

    private void take(Connection connection, long readAt) {
        switch (frame.opcode) {
            case WebSocketFrames.TEXT -> listener.text(this, connection, in.array(), frame.from, frame.to, readAt);
            case WebSocketFrames.PING -> {
                connection.enqueue(WebSocketFrames.PONG, in.array(), frame.from, frame.to);
                markDirty(connection);
            }
            case WebSocketFrames.CLOSE -> end(connection, closeCode());
            default -> {}
        }
    }

    private String closeCode() {
        if (frame.to - frame.from < 2) {
            return "1005: no close code";
        }
        int code = Short.toUnsignedInt(in.getShort(frame.from));
        return code + ": " + new String(in.array(), frame.from + 2, frame.to - frame.from - 2, StandardCharsets.UTF_8);
    }

    private void end(Connection connection, String why) {
        connection.state = Connection.State.CLOSED;
        closeQuietly(connection);
        listener.closed(this, connection, why);
    }

    /// Cuts it off, without a word.
    void cut(Connection connection) {
        connection.state = Connection.State.CLOSED;
        closeQuietly(connection);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.channel.close();
        } catch (IOException _) {
            // it is gone either way
        }
    }

    @Override
    public void close() throws IOException {
        connections.forEach(SocketLoop::closeQuietly);
        selector.close();
    }
}
