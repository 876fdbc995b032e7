package io.verbatim.benchmarks.load;

import java.nio.charset.StandardCharsets;

/// The WebSocket handshake. The key may be the same each time: it proves to a client that the server speaks WebSocket,
/// nothing more.
final class Upgrade {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private Upgrade() {}

    static String request(String host, String token) {
        return String.join(
                "\r\n",
                "GET /v1/ws HTTP/1.1",
                "Host: " + host,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY,
                "Sec-WebSocket-Protocol: verbatim.v1",
                "Authorization: Bearer " + token,
                "",
                "");
    }

    /// Reads the answer.
    ///
    /// @return where the first frame begins; 0 while the answer is not wholly there
    /// @throws IllegalStateException if the server does not agree
    static int read(byte[] bytes, int length) {
        String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        if (!head.startsWith("HTTP/1.1 101 ") || !head.contains(ACCEPT)) {
            throw new IllegalStateException(
                    "handshake: " + head.lines().findFirst().orElse("") + " (expected: 101)");
        }
        return end + 4;
    }
}
