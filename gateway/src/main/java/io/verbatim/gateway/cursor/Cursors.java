package io.verbatim.gateway.cursor;

import io.verbatim.api.live.LogEpoch;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Cursors: one AES block of the log's epoch, a position and zeros, so that they show nothing of the traffic and cannot
/// be made up.
///
/// ```
/// epoch:u32 position:u64 zero:u32   → AES, base64url without padding: 22 characters
/// ```
public final class Cursors {
    /// The length of every cursor, in characters.
    public static final int LENGTH = 22;

    private static final int BLOCK = 16;
    // one block, never two alike in meaning: a mode and an IV would only make it longer
    private static final String CIPHER = "AES/ECB/NoPadding";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final int epoch;
    private final ThreadLocal<Cipher> encrypt;
    private final ThreadLocal<Cipher> decrypt;

    /// @param key 32 bytes, the same for all gateways
    public Cursors(byte[] key, LogEpoch epoch) {
        SecretKeySpec aes = new SecretKeySpec(key, "AES");
        this.epoch = epoch.value();
        this.encrypt = ThreadLocal.withInitial(() -> cipher(Cipher.ENCRYPT_MODE, aes));
        this.decrypt = ThreadLocal.withInitial(() -> cipher(Cipher.DECRYPT_MODE, aes));
    }

    /// The cursor of a position in this log.
    public String encode(long position) {
        byte[] plain = ByteBuffer.allocate(BLOCK)
                .putInt(epoch)
                .putLong(position)
                .putInt(0)
                .array();
        return ENCODER.encodeToString(crypt(encrypt.get(), plain));
    }

    /// What a client's cursor means here.
    public Place decode(String cursor) {
        if (cursor.length() != LENGTH) {
            return new Place.Unreadable();
        }
        ByteBuffer plain;
        try {
            plain = ByteBuffer.wrap(crypt(decrypt.get(), DECODER.decode(cursor)));
        } catch (IllegalArgumentException notBase64) {
            return new Place.Unreadable();
        }
        int itsEpoch = plain.getInt();
        long position = plain.getLong();
        if (plain.getInt() != 0 || position < 0) {
            return new Place.Unreadable();
        }
        return itsEpoch == epoch ? new Place.At(position) : new Place.OtherEpoch();
    }

    private static Cipher cipher(int mode, SecretKeySpec key) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key);
            return cipher;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES is not there", missing);
        }
    }

    private static byte[] crypt(Cipher cipher, byte[] block) {
        try {
            return cipher.doFinal(block);
        } catch (GeneralSecurityException wrongLength) {
            throw new IllegalArgumentException("cursor: " + block.length + " bytes (expected: 16)", wrongLength);
        }
    }

    /// What a cursor means.
    public sealed interface Place {
        /// A position of this log.
        record At(long position) implements Place {}

        /// A place in a history that this log does not continue: before a restore.
        record OtherEpoch() implements Place {}

        /// Not one of ours.
        record Unreadable() implements Place {}
    }
}
