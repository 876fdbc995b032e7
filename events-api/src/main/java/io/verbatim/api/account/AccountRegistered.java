package io.verbatim.api.account;

import io.verbatim.api.vault.Sealed;

/// A person has an account.
///
/// @param credential which of the credentials in the vault holds from now on; says nothing about the password
/// @param displayName sealed under the person's profile key
public record AccountRegistered(String credential, Sealed displayName) implements AccountEvent {}
