package io.verbatim.api.vault;

import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// Seals and opens what people typed. A key is durable before anything sealed with it is returned.
///
/// Safe for use by many threads; a key that was used before costs no look-up in the store.
public interface Keys {

    /// Seals a message's text or data, or a title, under its author's message key of the month.
    Sealed sealMessage(Uid author, String plain);

    /// Seals what belongs to a person's profile: its name, its devices' names.
    Sealed sealProfile(Uid person, String plain);

    /// The plain text, or null when its key has been destroyed.
    ///
    /// @throws IllegalStateException if the bytes are not what was sealed
    @Nullable
    String open(Sealed sealed);
}
