package io.verbatim.api.account;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What others see of a person.
///
/// @param uid who
/// @param version of the profile alone
/// @param displayName sealed under the person's profile key; null once the account is deleted
/// @param createdAt since when there is an account
public record ProfileView(Uid uid, long version, @Nullable Sealed displayName, Instant createdAt) {

    /// Whether the account is deleted: nothing but the user id is left.
    public boolean deleted() {
        return displayName == null;
    }
}
