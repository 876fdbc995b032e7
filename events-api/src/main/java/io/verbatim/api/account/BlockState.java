package io.verbatim.api.account;

/// The answer to [AskBlock].
///
/// @param blocked whether it is
public record BlockState(boolean blocked) {}
