package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// A message was deleted for one member alone.
///
/// @param seq which message
/// @param member the member's number
/// @param by the same person
public record MessageHidden(long seq, int member, Uid by) implements ConversationEvent {}
