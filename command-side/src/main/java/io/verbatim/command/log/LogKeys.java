package io.verbatim.command.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The keys of the log's column families. Numbers are big-endian, so that they sort; texts that something
/// follows stand behind their length, so that no id is the beginning of another.
final class LogKeys {

    private static final int MAX_TEXT = 0xFF;

    private LogKeys() {}

    static byte[] event(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }

    static long position(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong();
    }

    static byte[] stream(String aggregateId, long sequence) {
        byte[] id = text(aggregateId);
        return ByteBuffer.allocate(1 + id.length + Long.BYTES)
                .put((byte) id.length)
                .put(id)
                .putLong(sequence)
                .array();
    }

    /// The sequence in a key of the stream index, or -1 if it is another aggregate's.
    static long sequence(byte[] key, byte[] ofSameStream) {
        int prefix = ofSameStream.length - Long.BYTES;
        return key.length == ofSameStream.length && Arrays.equals(key, 0, prefix, ofSameStream, 0, prefix)
                ? ByteBuffer.wrap(key).getLong(prefix)
                : -1;
    }

    static byte[] author(String conversation, long seq) {
        return stream(conversation, seq);
    }

    static byte[] message(MessageKey key) {
        byte[] conversation = text(key.conversation());
        byte[] sender = text(key.sender());
        byte[] clientMessageId = text(key.clientMessageId());
        return ByteBuffer.allocate(2 + conversation.length + sender.length + clientMessageId.length)
                .put((byte) conversation.length)
                .put(conversation)
                .put((byte) sender.length)
                .put(sender)
                .put(clientMessageId)
                .array();
    }

    static byte[] snapshot(String aggregateId) {
        return text(aggregateId);
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT) {
            throw new IllegalArgumentException("id: " + bytes.length + " bytes (expected: at most " + MAX_TEXT + ")");
        }
        return bytes;
    }
}
