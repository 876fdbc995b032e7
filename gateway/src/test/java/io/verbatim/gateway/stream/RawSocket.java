package io.verbatim.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/// A WebSocket by hand, for what no client library does: it answers nothing by itself.
final class RawSocket implements AutoCloseable {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final int MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static RawSocket open(int port) {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(MILLIS);
            String request = String.join(
                    "\r\n",
                    "GET /v1/ws HTTP/1.1",
                    "Host: localhost",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Protocol: verbatim.v1",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            RawSocket opened = new RawSocket(socket);
            assertThat(opened.headers()).startsWith("HTTP/1.1 101 ").contains("verbatim.v1");
            return opened;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void say(String text) {
        write(0x80 | TEXT, text.getBytes(UTF_8));
    }

    /// A part of a message that is not its last.
    void part(String text, boolean first) {
        write(first ? TEXT : 0, text.getBytes(UTF_8));
    }

    /// The last part, empty.
    void end() {
        write(0x80, new byte[0]);
    }

    /// The payload of the next frame of this kind; others are left out.
    String frameOf(int opcode) {
        while (true) {
            Frame frame = read();
            if (frame.opcode == opcode) {
                return new String(frame.payload, UTF_8);
            }
        }
    }

    int closeCode() {
        while (true) {
            Frame frame = read();
            if (frame.opcode == CLOSE) {
                return Byte.toUnsignedInt(frame.payload[0]) << 8 | Byte.toUnsignedInt(frame.payload[1]);
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(int head, byte[] payload) {
        try {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(head);
            if (payload.length <= 125) {
                frame.write(0x80 | payload.length);
            } else {
                frame.write(0x80 | 126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            }
            // a mask of zeros leaves the payload as it is
            frame.write(new byte[4]);
            frame.write(payload);
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Frame read() {
        try {
            int opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte();
            int actual = length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
            return new Frame(opcode, in.readNBytes(actual));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String headers() throws IOException {
        StringBuilder headers = new StringBuilder();
        while (!headers.toString().endsWith("\r\n\r\n")) {
            headers.append((char) in.readUnsignedByte());
        }
        return headers.toString();
    }

    private record Frame(int opcode, byte[] payload) {}
}
