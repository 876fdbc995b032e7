package io.verbatim.api.account;

import io.verbatim.api.Uid;

/// Ends an account. What the vault has of the person has been destroyed before. Answered by
/// [AccountAnswer], also when
/// it has ended already.
///
/// @param uid whose
public record DeleteAccount(Uid uid) implements AccountCommand {}
