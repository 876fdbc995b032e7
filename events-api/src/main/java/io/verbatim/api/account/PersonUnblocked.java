package io.verbatim.api.account;

import io.verbatim.api.Uid;

/// The account's person no longer blocks another.
///
/// @param person who was blocked
public record PersonUnblocked(Uid person) implements AccountEvent {}
