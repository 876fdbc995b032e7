package io.verbatim.gateway.wire;

import org.jspecify.annotations.Nullable;

/// What others see of a person.
///
/// @param userId who
/// @param version of the profile alone
/// @param displayName the name; absent once its key is destroyed
/// @param deleted true once its key is destroyed, or the account says that it is deleted
public record WireProfile(
        String userId,
        long version,
        @Nullable String displayName,
        @Nullable Boolean deleted) {}
