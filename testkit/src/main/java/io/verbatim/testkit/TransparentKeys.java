package io.verbatim.testkit;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keys that hide nothing: the sealed bytes are the text, the nonce is always the same. Key ids name their owner.
public final class TransparentKeys implements Keys {

    private static final int NONCE_BYTES = 12;

    private final Set<String> destroyed = ConcurrentHashMap.newKeySet();

    /// What [#sealMessage] gives, for samples that have no keys at hand.
    public static Sealed message(Uid author, String plain) {
        return seal("m-" + author, plain);
    }

    /// What [#sealProfile] gives.
    public static Sealed profile(Uid person, String plain) {
        return seal("p-" + person, plain);
    }

    @Override
    public Sealed sealMessage(Uid author, String plain) {
        return message(author, plain);
    }

    @Override
    public Sealed sealProfile(Uid person, String plain) {
        return profile(person, plain);
    }

    @Override
    public @Nullable String open(Sealed sealed) {
        return destroyed.contains(sealed.keyId()) ? null : new String(sealed.bytes(), StandardCharsets.UTF_8);
    }

    /// What was sealed under this key cannot be opened any more.
    public void destroy(String keyId) {
        destroyed.add(keyId);
    }

    private static Sealed seal(String keyId, String plain) {
        return new Sealed(keyId, new byte[NONCE_BYTES], plain.getBytes(StandardCharsets.UTF_8));
    }
}
