package io.verbatim.gateway.cursor;

import io.verbatim.api.Uid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The `next` of lists: where a page ends, as the views say it, encrypted. Such places are positions of the log and ids
/// that clients do not know, so they show traffic; and what is no mark of this list and reader is noticed.
///
/// ```
/// nonce:12 (AES-GCM of the place, bound to reader and list)   → base64url without padding
/// ```
public final class PageMarks {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /// @param key 32 bytes, the same for all gateways
    public PageMarks(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /// The mark of a place.
    ///
    /// @param reader whose page it is
    /// @param list which list, as its path
    public String write(Uid reader, String list, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, reader, list);
            byte[] sealed = cipher.doFinal(place.getBytes(StandardCharsets.UTF_8));
            return ENCODER.encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES is not there", missing);
        }
    }

    /// The place of a mark, or null if it is none of this reader's in this list.
    public @Nullable String read(Uid reader, String list, String mark) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(mark);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return null;
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES), reader, list);
            byte[] place = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(place, StandardCharsets.UTF_8);
        } catch (AEADBadTagException tampered) {
            return null;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES is not there", missing);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Uid reader, String list) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((reader.value() + '\n' + list).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
