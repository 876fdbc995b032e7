package io.verbatim.query.documents.rocks;

import io.verbatim.query.documents.StoredDocument;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keys and values as bytes: a value stands behind its position, of 8 bytes.
final class RocksValues {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private RocksValues() {}

    static byte[] key(String key) {
        return key.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String key(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    static void position(long position, byte[] into, int at) {
        LONG.set(into, at, position);
    }

    static long position(byte[] stored) {
        return (long) LONG.get(stored, 0);
    }

    static StoredDocument document(String key, byte[] stored) {
        return new StoredDocument(key, position(stored), Arrays.copyOfRange(stored, Long.BYTES, stored.length));
    }
}
