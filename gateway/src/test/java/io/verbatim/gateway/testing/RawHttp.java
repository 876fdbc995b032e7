package io.verbatim.gateway.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Requests that no client library would send.
public final class RawHttp {
    private RawHttp() {}

    /// The status of the answer to these bytes.
    public static int status(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] start = socket.getInputStream().readNBytes(12);
            return Integer.parseInt(new String(start, 9, 3, StandardCharsets.US_ASCII));
        }
    }
}
