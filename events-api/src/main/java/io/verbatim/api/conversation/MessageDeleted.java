package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// A message was deleted for everyone: from now on it is a tombstone, which keeps its `seq`. Whatever else is asked of
/// it, sooner or later, changes nothing.
///
/// @param seq which message
/// @param member the member number of who did it: its sender, or who may delete others'
/// @param by the same person
public record MessageDeleted(long seq, int member, Uid by) implements ConversationEvent {}
