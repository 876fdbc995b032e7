package io.verbatim.api.account;

import io.verbatim.api.Uid;

/// Ends a block. Answered by [AccountAnswer], also when there is none.
///
/// @param uid who blocked
/// @param person who was blocked
public record UnblockPerson(Uid uid, Uid person) implements AccountCommand {}
