package io.verbatim.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/// WebSocket framing (RFC 6455) as a client needs it: writes masked frames, reads unmasked ones. No extensions and no
/// fragments: a server that sends a fragment is reported.
final class WebSocketFrames {

    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    /// The longest header of a frame that is written here.
    static final int MAX_HEADER = 14;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final SplittableRandom MASKS = new SplittableRandom();

    private WebSocketFrames() {}

    /// Appends one masked frame; `out` must be big-endian and have room for the payload and [#MAX_HEADER].
    static void write(ByteBuffer out, int opcode, byte[] payload, int from, int to) {
        int length = to - from;
        out.put((byte) (FIN | opcode));
        if (length < 126) {
            out.put((byte) (MASKED | length));
        } else if (length <= 0xFFFF) {
            out.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            out.put((byte) (MASKED | 127)).putLong(length);
        }
        int mask = MASKS.nextInt();
        out.putInt(mask);
        int start = out.position();
        out.put(payload, from, length);
        mask(out, start, mask);
    }

    // Eight bytes at a time: the mask repeats every four.
    private static void mask(ByteBuffer out, int start, int mask) {
        long wide = ((long) mask << 32) | Integer.toUnsignedLong(mask);
        int end = out.position();
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            out.putLong(at, out.getLong(at) ^ wide);
        }
        for (int shift = 24; at < end; at++, shift = (shift + 24) % 32) {
            out.put(at, (byte) (out.get(at) ^ (mask >>> shift)));
        }
    }

    /// Reads the header of the frame that begins at `from`.
    ///
    /// @return whether the whole frame is there; `frame` is filled only then, but its `size` as soon as it is known
    /// @throws IllegalStateException for what a server must not send to a client without extensions
    static boolean read(byte[] bytes, int from, int to, Frame frame) {
        frame.size = 2;
        if (to - from < 2) {
            return false;
        }
        int first = bytes[from];
        int second = bytes[from + 1];
        if ((first & 0xF0) != FIN || (first & 0x0F) == 0 || (second & MASKED) != 0) {
            throw new IllegalStateException(
                    "frame: 0x%02x%02x (expected: whole, not masked)".formatted(first & 0xFF, second & 0xFF));
        }
        int lengthBytes = second == 127 ? 8 : second == 126 ? 2 : 0;
        frame.size += lengthBytes;
        if (to - from < frame.size) {
            return false;
        }
        frame.opcode = first & 0x0F;
        frame.from = from + frame.size;
        int length = lengthBytes == 0 ? second : number(bytes, from + 2, lengthBytes);
        frame.size += length;
        frame.to = frame.from + length;
        return frame.to <= to;
    }

    private static int number(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        if (value < 0 || value > 1 << 24) {
            throw new IllegalStateException("frame: " + value + " bytes (expected: at most 16 MiB)");
        }
        return (int) value;
    }

    /// Where a frame stands in the bytes that were read; reused.
    static final class Frame {
        int opcode;
        int from;
        int to;
        int size;
    }
}
