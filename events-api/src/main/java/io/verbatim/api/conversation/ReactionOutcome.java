package io.verbatim.api.conversation;

import org.jspecify.annotations.Nullable;

/// The answer to [FindReactionOutcome].
///
/// @param limit which of [ReactionLimits] it was dropped at; null: it was not. Should reactions have been taken away
///     since, and it be not there for that reason alone, it may be called dropped; never the other way round
public record ReactionOutcome(@Nullable Integer limit) {}
