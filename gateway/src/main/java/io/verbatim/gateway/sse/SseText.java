package io.verbatim.gateway.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.verbatim.gateway.stream.CursorMark;
import io.verbatim.gateway.stream.Frame;
import io.verbatim.gateway.stream.FrameName;
import io.verbatim.gateway.stream.FrameSink;
import java.util.EnumMap;
import java.util.Map;

/// Writes frames as server-sent events. JSON has no line breaks of its own, so each is one `data` line.
final class SseText implements FrameSink {
    /// What keeps a silent stream open.
    static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);

    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);
    private static final Map<FrameName, byte[]> HEADS = heads();

    private final ByteBuf out;

    SseText(ByteBuf out) {
        this.out = out;
    }

    @Override
    public void write(Frame frame) {
        CursorMark cursor = frame.cursor();
        if (cursor != null) {
            out.writeBytes(ID).writeBytes(cursor.text()).writeByte('\n');
        }
        out.writeBytes(HEADS.getOrDefault(frame.name(), END))
                .writeBytes(frame.body())
                .writeBytes(END);
    }

    private static Map<FrameName, byte[]> heads() {
        Map<FrameName, byte[]> heads = new EnumMap<>(FrameName.class);
        for (FrameName name : FrameName.values()) {
            heads.put(name, ("event: " + name.wireName() + "\ndata: ").getBytes(US_ASCII));
        }
        return heads;
    }
}
