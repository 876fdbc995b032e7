package io.verbatim.acceptance;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket by hand, for what no library would send or leave unread.
final class RawSocket implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final DataInputStream in;

    /// @param receiveBuffer bytes that the system takes in before anybody reads; 0: as it likes
    RawSocket(Device device, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("127.0.0.1", device.server.port()));
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
        String request = String.join(
                "\r\n",
                "GET /v1/ws HTTP/1.1",
                "Host: 127.0.0.1:" + device.server.port(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: verbatim.v1",
                "Authorization: Bearer " + device.accessToken,
                "",
                "");
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        String head = readHead();
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException(head);
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void sendText(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a whole, masked frame.
    void send(int opcode, byte[] payload) throws IOException {
        send(0x80 | opcode, payload, true);
    }

    /// Sends a frame with this first byte.
    void send(int firstByte, byte[] payload, boolean masked) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        int mask = masked ? 0x80 : 0;
        frame.put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (mask | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (mask | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (mask | 127)).putLong(payload.length);
        }
        if (masked) {
            frame.putInt(0); // a mask of zeros leaves the payload as it is
        }
        frame.put(payload);
        out.write(frame.array(), 0, frame.position());
    }

    /// Reads until the server closes.
    ///
    /// @return its close code; 1006 if it only closed the socket
    int readCloseCode() throws IOException {
        while (true) {
            int opcode;
            byte[] payload;
            try {
                opcode = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte() & 0x7F;
                long size = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
                payload = in.readNBytes((int) size);
            } catch (EOFException | SocketException closed) {
                return 1006;
            }
            if (opcode == CLOSE) {
                return payload.length < 2
                        ? 1005
                        : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
