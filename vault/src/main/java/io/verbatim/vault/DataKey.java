package io.verbatim.vault;

import io.verbatim.api.vault.Sealed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// An AES-256-GCM key in memory, for many threads. A nonce is a random prefix of 8 bytes, made when the key is loaded,
/// and a count of 4: prefixes of two loads of one key meet once in 2^32 loads, and a count never repeats.
final class DataKey {

    static final int BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final long COUNT_LIMIT = 1L << 32;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private final String id;
    private final SecretKey key;
    private final RandomValues random;
    private volatile Prefix prefix;

    /// Made for this key already, which takes as long as to seal a short text; empty while somebody uses it.
    private final AtomicReference<@Nullable Cipher> idle = new AtomicReference<>();

    DataKey(String id, byte[] key, RandomValues random) {
        this.id = id;
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
        this.prefix = newPrefix();
    }

    Sealed seal(byte[] plain) {
        byte[] nonce = nonce();
        try {
            return new Sealed(id, nonce, run(Cipher.ENCRYPT_MODE, nonce, plain));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("key: " + id + " does not seal", impossible);
        }
    }

    Sealed seal(String plain) {
        return seal(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalStateException if the bytes are not what was sealed
    byte[] openBytes(Sealed sealed) {
        try {
            return run(Cipher.DECRYPT_MODE, sealed.nonce(), sealed.bytes());
        } catch (GeneralSecurityException changed) {
            throw new IllegalStateException("sealed: not what was sealed under key " + id, changed);
        }
    }

    String open(Sealed sealed) {
        return new String(openBytes(sealed), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] bytes) throws GeneralSecurityException {
        Cipher kept = idle.getAndSet(null);
        Cipher cipher = kept == null ? cipher() : kept;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        byte[] done = cipher.doFinal(bytes);
        idle.set(cipher);
        return done;
    }

    private byte[] nonce() {
        Prefix current = prefix;
        long count = current.counter.getAndIncrement();
        while (count >= COUNT_LIMIT) {
            current = replaceSpent();
            count = current.counter.getAndIncrement();
        }
        return ByteBuffer.allocate(NONCE_BYTES)
                .putLong(current.value)
                .putInt((int) count)
                .array();
    }

    private synchronized Prefix replaceSpent() {
        if (prefix.counter.get() >= COUNT_LIMIT) {
            prefix = newPrefix();
        }
        return prefix;
    }

    private Prefix newPrefix() {
        return new Prefix(ByteBuffer.wrap(random.bytes(Long.BYTES)).getLong(), new AtomicLong());
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("cipher: " + TRANSFORMATION + " is missing", missing);
        }
    }

    private record Prefix(long value, AtomicLong counter) {}
}
