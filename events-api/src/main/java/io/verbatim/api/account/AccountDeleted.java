package io.verbatim.api.account;

/// The account is no more: no device is signed in, and nobody signs in again. What the vault had of the
/// person was
/// destroyed before.
public record AccountDeleted() implements AccountEvent {}
