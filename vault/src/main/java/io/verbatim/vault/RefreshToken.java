package io.verbatim.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A refresh token in the clear: 96 bits by which its family is found, then 256 secret ones.
///
/// @param value the whole of it, base64url
record RefreshToken(String value) {

    static final int LOCATOR_BYTES = 12;
    static final int SECRET_BYTES = 32;

    private static final int LOCATOR_LENGTH = 16;
    private static final int LENGTH = LOCATOR_LENGTH + 43;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");
    private static final byte[] ANSWER = "verbatim refresh answer".getBytes(StandardCharsets.US_ASCII);

    /// What a client offers; null if it cannot be one.
    static @Nullable RefreshToken parse(String offered) {
        return SHAPE.matcher(offered).matches() ? new RefreshToken(offered) : null;
    }

    static RefreshToken next(String locator, RandomValues random) {
        return new RefreshToken(locator + random.text(SECRET_BYTES));
    }

    String locator() {
        return value.substring(0, LOCATOR_LENGTH);
    }

    /// What is stored of it; a hash without salt, since the token is random.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing", missing);
        }
    }

    /// The key under which the answer to this token is kept: who does not have the token cannot open it.
    DataKey answerKey(RandomValues random) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return new DataKey("answer", mac.doFinal(ANSWER), random);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HmacSHA256 is missing", missing);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken[secret]";
    }
}
