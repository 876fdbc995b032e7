package io.verbatim.vault;

import io.verbatim.api.Uid;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;

/// What must not be guessed.
final class RandomValues {

    private static final int BITS_PER_CHARACTER = 5;

    private final SecureRandom random = new SecureRandom();

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// A new person's: 80 bits.
    Uid uid() {
        return new Uid(id(Uid.LENGTH));
    }

    /// An id of so many characters of `0-9 a-v`, five bits each.
    String id(int characters) {
        String digits = new BigInteger(characters * BITS_PER_CHARACTER, random).toString(1 << BITS_PER_CHARACTER);
        return "0".repeat(characters - digits.length()) + digits;
    }

    /// So many random bytes, as base64url.
    String text(int count) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(count));
    }
}
