package io.verbatim.api.account;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.time.Instant;

/// What others see of a person.
///
/// @param uid who
/// @param version of the profile alone
/// @param displayName sealed under the person's profile key
/// @param createdAt since when there is an account
public record ProfileView(Uid uid, long version, Sealed displayName, Instant createdAt) {}
