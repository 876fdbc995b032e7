package io.verbatim.api.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.vault.Sealed;
import org.jspecify.annotations.Nullable;

/// A device has signed in, for the first time or again. Its earlier tokens no longer hold.
///
/// @param device the installation
/// @param name what its person calls it, sealed under the person's profile key
public record DeviceSignedIn(DeviceId device, @Nullable Sealed name) implements AccountEvent {}
