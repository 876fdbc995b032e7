package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Somebody's reaction that was put, or taken away.
///
/// @param by whose
/// @param emoji which
/// @param active whether it stands
public record Reaction(Uid by, String emoji, boolean active) {}
