package io.verbatim.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As much of a server as the load tool can tell from a real one: one thread per socket, everything in memory, nothing
/// durable. A user's token is its id.
final class FakeServer implements AutoCloseable {

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\"?([^\",}]*)");

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Map<String, OutputStream> sockets = new HashMap<>();
    private final Map<String, Integer> lastSeqs = new HashMap<>();

    /// Every so many messages one is acknowledged but never pushed; 0: none.
    private final int loseEvery;

    private int messages;

    FakeServer(int loseEvery) throws IOException {
        this.loseEvery = loseEvery;
        Thread.startVirtualThread(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            while (true) {
                String head = readHead(in);
                String user = after(head, "Authorization: Bearer ");
                if (head.startsWith("GET /v1/ws ")) {
                    out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    talk(user, in, out);
                    return;
                }
                String length = after(head, "Content-Length: ");
                answer(head, user, fields(in.readNBytes(Integer.parseInt(length))), out);
            }
        } catch (IOException | UncheckedIOException closed) {
            // the tool has what it came for
        }
    }

    private static String readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private static String after(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name, 0, name.length()))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }

    private void answer(String head, String user, Map<String, String> asked, OutputStream out) throws IOException {
        String body = switch (head.split(" ", 3)[1]) {
            case "/v1/accounts" -> "{}";
            case "/v1/tokens" -> "{\"accessToken\":\"%s\"}".formatted(asked.get("userId"));
            default -> "{\"id\":\"%s\",\"lastSeq\":0}".formatted(conversation(user, asked.get("with")));
        };
        int status = head.contains("/v1/tokens") ? 200 : 201;
        out.write("HTTP/1.1 %d OK\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String conversation(String one, String other) {
        return one.compareTo(other) < 0 ? one + "+" + other : other + "+" + one;
    }

    private void talk(String user, DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            in.readUnsignedByte();
            int length = in.readUnsignedByte() & 0x7F;
            length = length == 126 ? in.readUnsignedShort() : length;
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            Map<String, String> frame = fields(payload);
            synchronized (this) {
                switch (frame.getOrDefault("type", "")) {
                    case "hello" -> {
                        sockets.put(user, out);
                        push(user, "{\"type\":\"welcome\",\"cursor\":\"x\"}");
                    }
                    case "send" -> accept(user, frame);
                    case "delivered" ->
                        push(
                                peer(user, frame),
                                "{\"type\":\"event\",\"event\":\"receipts.changed\",\"data\":{\"conversationId\":\"%s\","
                                                .formatted(frame.get("conversationId"))
                                        + "\"members\":[{\"userId\":\"%s\",\"deliveredSeq\":%s}]}}"
                                                .formatted(user, frame.get("upTo")));
                    default -> {}
                }
            }
        }
    }

    private void accept(String user, Map<String, String> frame) throws IOException {
        String conversation = frame.get("conversationId");
        int seq = lastSeqs.merge(conversation, 1, Integer::sum);
        push(user, "{\"type\":\"ack\",\"id\":\"%s\",\"seq\":%d}".formatted(frame.get("id"), seq));
        if (loseEvery == 0 || ++messages % loseEvery != 0) {
            push(
                    peer(user, frame),
                    "{\"type\":\"event\",\"event\":\"message.sent\",\"data\":{\"conversationId\":\"%s\",\"seq\":%d,"
                                    .formatted(conversation, seq)
                            + "\"clientMessageId\":\"%s\",\"text\":\"%s\"}}"
                                    .formatted(frame.get("clientMessageId"), frame.get("text")));
        }
    }

    private static String peer(String user, Map<String, String> frame) {
        String[] pair = frame.get("conversationId").split("\\+");
        return pair[0].equals(user) ? pair[1] : pair[0];
    }

    private void push(String user, String json) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[text.length + 4];
        frame[0] = (byte) 0x81;
        int header = text.length < 126 ? 2 : 4;
        frame[1] = (byte) (header == 2 ? text.length : 126);
        if (header == 4) {
            frame[2] = (byte) (text.length >> 8);
            frame[3] = (byte) text.length;
        }
        System.arraycopy(text, 0, frame, header, text.length);
        sockets.get(user).write(frame, 0, header + text.length);
    }

    private static Map<String, String> fields(byte[] json) {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(new String(json, StandardCharsets.UTF_8));
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        return fields;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
