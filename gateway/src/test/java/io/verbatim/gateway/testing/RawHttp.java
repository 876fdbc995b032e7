package io.verbatim.gateway.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Requests that no client library would send, and answers that it would not show.
public final class RawHttp {
    private static final int SECONDS = 20;

    private RawHttp() {}

    /// The status of the answer to these bytes.
    public static int status(int port, String request) throws IOException {
        try (Socket socket = ask(port, request)) {
            byte[] start = socket.getInputStream().readNBytes(12);
            return Integer.parseInt(new String(start, 9, 3, StandardCharsets.US_ASCII));
        }
    }

    /// The whole answer, a character a byte, up to the end of the connection.
    public static String answer(int port, String request) throws IOException {
        try (Socket socket = ask(port, request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Socket ask(int port, String request) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(SECONDS * 1_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
