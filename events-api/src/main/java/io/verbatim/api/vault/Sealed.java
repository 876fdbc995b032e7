package io.verbatim.api.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/// Something that a person typed, as it stands in events and views: AES-256-GCM under a key in the vault. Destroying
/// the key erases the text everywhere, the log included, and leaves history provable.
///
/// @param keyId which key; stored as `k`
/// @param nonce 12 bytes, never used twice with the key; stored as `n`
/// @param bytes ciphertext and tag; stored as `b`
@SuppressWarnings("ArrayRecordComponent") // compared by content below; never changed
public record Sealed(
        @JsonProperty("k") String keyId,
        @JsonProperty("n") byte[] nonce,
        @JsonProperty("b") byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed(var otherKeyId, var otherNonce, var otherBytes)
                && keyId.equals(otherKeyId)
                && Arrays.equals(nonce, otherNonce)
                && Arrays.equals(bytes, otherBytes);
    }

    @Override
    public int hashCode() {
        return 31 * keyId.hashCode() + Arrays.hashCode(nonce);
    }

    @Override
    public String toString() {
        return "Sealed[" + keyId + ", " + bytes.length + " bytes]";
    }
}
