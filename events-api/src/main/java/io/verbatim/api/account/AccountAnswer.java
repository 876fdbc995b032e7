package io.verbatim.api.account;

/// The answer to the commands of an account: it is durable.
///
/// @param version the account's version afterwards
public record AccountAnswer(long version) {}
