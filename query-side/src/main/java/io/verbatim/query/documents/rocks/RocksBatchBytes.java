package io.verbatim.query.documents.rocks;

import io.verbatim.query.documents.StoredDocument;
import java.util.Arrays;

/// A write batch in the form in which RocksDB would write it to its log, which its API takes as well: one call
/// over the border to native code per batch, not four per document.
///
/// ```
/// sequence:u64=0 count:u32 (1:u8 key:bytes value:bytes | 0:u8 key:bytes)*    little-endian; bytes = length:varint …
/// ```
final class RocksBatchBytes {

    private static final int HEADER = 12;
    private static final int COUNT = 8;
    private static final byte DELETE = 0;
    private static final byte PUT = 1;
    private static final int MAX_VARINT = 5;

    private byte[] buffer = new byte[16 * 1024];
    private int size = HEADER;
    private int count;

    /// A document: its position, then its value.
    void put(byte[] key, StoredDocument document) {
        byte[] value = document.value();
        begin(PUT, key, Long.BYTES + value.length);
        varint(Long.BYTES + value.length);
        RocksValues.position(document.position(), buffer, size);
        size += Long.BYTES;
        append(value);
    }

    /// A position alone.
    void put(byte[] key, long position) {
        begin(PUT, key, Long.BYTES);
        varint(Long.BYTES);
        RocksValues.position(position, buffer, size);
        size += Long.BYTES;
    }

    void delete(byte[] key) {
        begin(DELETE, key, 0);
    }

    byte[] toArray() {
        for (int i = 0; i < Integer.BYTES; i++) {
            buffer[COUNT + i] = (byte) (count >>> (8 * i));
        }
        return Arrays.copyOf(buffer, size);
    }

    private void begin(byte what, byte[] key, int more) {
        reserve(1 + 2 * MAX_VARINT + key.length + more);
        buffer[size++] = what;
        varint(key.length);
        append(key);
        count++;
    }

    private void append(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void varint(int number) {
        int left = number;
        while (left >= 0x80) {
            buffer[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        buffer[size++] = (byte) left;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
