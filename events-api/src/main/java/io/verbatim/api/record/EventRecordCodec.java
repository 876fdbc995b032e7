package io.verbatim.api.record;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The canonical byte string of a record, with all fields in it, in one way only: what is stored, what a hash is taken
/// of, what a backup holds. Big-endian.
///
/// ```
/// format:u8=1 position:u64 at:u64(ms) eventId:u128 sequence:u64 revision:u16
/// type:str8 aggregateType:str8 aggregateId:str8 n:u8 (key:str8 value:str16)*n   keys ascending
/// payload:rest
/// ```
/// `str8` and `str16` are UTF-8 behind a length of 8 or 16 bits.
public final class EventRecordCodec {

    private static final byte FORMAT = 1;
    private static final int POSITION = 1;
    private static final int AT = POSITION + 8;
    private static final int FIXED = 1 + 8 + 8 + 16 + 8 + 2 + 1;

    private EventRecordCodec() {}

    /// The canonical bytes.
    ///
    /// @throws IllegalArgumentException if a text is too long for its length field
    public static byte[] encode(EventRecord stored) {
        byte[] type = utf8(stored.type());
        byte[] aggregateType = utf8(stored.aggregateType());
        byte[] aggregateId = utf8(stored.aggregateId());
        int size = FIXED + 3 + type.length + aggregateType.length + aggregateId.length + stored.payload().length;
        byte[][] metadata = new byte[stored.metadata().size() * 2][];
        int i = 0;
        for (Map.Entry<String, String> entry : stored.metadata().entrySet()) {
            metadata[i] = utf8(entry.getKey());
            metadata[i + 1] = utf8(entry.getValue());
            size += 3 + metadata[i].length + metadata[i + 1].length;
            i += 2;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put(FORMAT).putLong(stored.position()).putLong(stored.at().toEpochMilli());
        out.putLong(stored.eventId().getMostSignificantBits());
        out.putLong(stored.eventId().getLeastSignificantBits());
        out.putLong(stored.sequence()).putShort((short) stored.revision());
        putShort8(out, type);
        putShort8(out, aggregateType);
        putShort8(out, aggregateId);
        out.put((byte) stored.metadata().size());
        for (int key = 0; key < metadata.length; key += 2) {
            putShort8(out, metadata[key]);
            putShort16(out, metadata[key + 1]);
        }
        return out.put(stored.payload()).array();
    }

    /// Sets the position and the time in canonical bytes, in place: they are known later than the rest.
    public static void stamp(byte[] bytes, long position, Instant at) {
        ByteBuffer.wrap(bytes).putLong(POSITION, position).putLong(AT, at.toEpochMilli());
    }

    /// The time in canonical bytes, the rest left undecoded.
    public static Instant at(byte[] bytes) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong(AT));
    }

    /// The record of canonical bytes.
    ///
    /// @throws IllegalArgumentException if they are of another format or cut short
    public static EventRecord decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < FIXED || in.get() != FORMAT) {
            throw new IllegalArgumentException("record: " + bytes.length + " bytes (expected: format " + FORMAT + ")");
        }
        try {
            long position = in.getLong();
            Instant at = Instant.ofEpochMilli(in.getLong());
            UUID eventId = new UUID(in.getLong(), in.getLong());
            long sequence = in.getLong();
            int revision = Short.toUnsignedInt(in.getShort());
            String type = getString(in, Byte.toUnsignedInt(in.get()));
            String aggregateType = getString(in, Byte.toUnsignedInt(in.get()));
            String aggregateId = getString(in, Byte.toUnsignedInt(in.get()));
            SortedMap<String, String> metadata = new TreeMap<>();
            for (int n = Byte.toUnsignedInt(in.get()); n > 0; n--) {
                String key = getString(in, Byte.toUnsignedInt(in.get()));
                metadata.put(key, getString(in, Short.toUnsignedInt(in.getShort())));
            }
            byte[] payload = new byte[in.remaining()];
            in.get(payload);
            return new EventRecord(
                    position, at, eventId, type, revision, aggregateId, aggregateType, sequence, metadata, payload);
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException("record: " + bytes.length + " bytes (expected: more)", cutShort);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void putShort8(ByteBuffer out, byte[] text) {
        if (text.length > 0xFF) {
            throw new IllegalArgumentException("text: " + text.length + " bytes (expected: at most 255)");
        }
        out.put((byte) text.length).put(text);
    }

    private static void putShort16(ByteBuffer out, byte[] text) {
        if (text.length > 0xFFFF) {
            throw new IllegalArgumentException("text: " + text.length + " bytes (expected: at most 65535)");
        }
        out.putShort((short) text.length).put(text);
    }

    private static String getString(ByteBuffer in, int length) {
        if (in.remaining() < length) {
            throw new BufferUnderflowException();
        }
        String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
