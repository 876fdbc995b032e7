package io.verbatim.api.account;

import io.verbatim.api.Uid;

/// Asks the account itself whether it blocks somebody, and records nothing. Answered by [BlockState].
///
/// @param uid who perhaps blocks
/// @param person who perhaps is blocked
public record AskBlock(Uid uid, Uid person) implements AccountCommand {}
