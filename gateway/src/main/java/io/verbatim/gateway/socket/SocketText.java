package io.verbatim.gateway.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.verbatim.gateway.stream.CursorMark;
import io.verbatim.gateway.stream.Frame;
import io.verbatim.gateway.stream.FrameName;
import io.verbatim.gateway.stream.FrameSink;
import java.util.EnumMap;
import java.util.Map;

/// Writes frames as WebSocket text frames (RFC 6455, unmasked as a server's are) straight into the bytes that go out.
final class SocketText implements FrameSink {
    /// A frame's header at most.
    static final int MAX_HEADER = 10;

    private static final int FINAL_TEXT = 0x81;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private static final byte[] CURSOR = ",\"cursor\":\"".getBytes(US_ASCII);
    private static final byte[] CURSOR_END = "\"".getBytes(US_ASCII);
    private static final Map<FrameName, byte[]> HEADS = heads();

    private final ByteBuf out;

    SocketText(ByteBuf out) {
        this.out = out;
    }

    @Override
    public void write(Frame frame) {
        byte[] head = HEADS.getOrDefault(frame.name(), CURSOR_END);
        byte[] body = frame.body();
        if (frame.name().isEvent()) {
            CursorMark cursor = frame.cursor();
            int tail = cursor == null ? 0 : CURSOR.length + cursor.text().length + CURSOR_END.length;
            header(head.length + body.length + tail + 1);
            out.writeBytes(head).writeBytes(body);
            if (cursor != null) {
                out.writeBytes(CURSOR).writeBytes(cursor.text()).writeBytes(CURSOR_END);
            }
            out.writeByte('}');
        } else if (body.length <= 2) {
            header(head.length + 1);
            out.writeBytes(head).writeByte('}');
        } else {
            // the body's own brace is replaced by the type
            header(head.length + body.length);
            out.writeBytes(head).writeByte(',').writeBytes(body, 1, body.length - 1);
        }
    }

    private void header(int length) {
        out.writeByte(FINAL_TEXT);
        if (length <= SHORT) {
            out.writeByte(length);
        } else if (length <= 0xFFFF) {
            out.writeByte(TWO_BYTES).writeShort(length);
        } else {
            out.writeByte(EIGHT_BYTES).writeLong(length);
        }
    }

    private static Map<FrameName, byte[]> heads() {
        Map<FrameName, byte[]> heads = new EnumMap<>(FrameName.class);
        for (FrameName name : FrameName.values()) {
            String head = name.isEvent()
                    ? "{\"type\":\"event\",\"event\":\"" + name.wireName() + "\",\"data\":"
                    : "{\"type\":\"" + name.wireName() + '"';
            heads.put(name, head.getBytes(US_ASCII));
        }
        return heads;
    }
}
