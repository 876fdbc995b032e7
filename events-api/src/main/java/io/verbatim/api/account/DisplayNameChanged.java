package io.verbatim.api.account;

import io.verbatim.api.vault.Sealed;

/// A person is called otherwise.
///
/// @param displayName sealed under the person's profile key
public record DisplayNameChanged(Sealed displayName) implements AccountEvent {}
