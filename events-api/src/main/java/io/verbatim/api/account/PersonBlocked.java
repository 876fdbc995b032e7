package io.verbatim.api.account;

import io.verbatim.api.Uid;

/// The account's person has blocked another.
///
/// @param person who is blocked
public record PersonBlocked(Uid person) implements AccountEvent {}
