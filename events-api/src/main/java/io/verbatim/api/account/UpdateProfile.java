package io.verbatim.api.account;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import org.jspecify.annotations.Nullable;

/// Changes what a person says of itself. Answered by [AccountAnswer].
///
/// @param uid whose
/// @param displayName another name, sealed under the person's profile key; null: as it is
/// @param visibility who may see its presence; null: as it is
public record UpdateProfile(
        Uid uid, @Nullable Sealed displayName, @Nullable LastSeenVisibility visibility) implements AccountCommand {}
