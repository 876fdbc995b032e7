package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// A member has deleted the chat for itself: gone from its history, and from its inbox until a message follows.
///
/// @param member the member's number
/// @param by the same person
/// @param through the last message that is gone; never less than before. 0: there was none
public record ConversationCleared(int member, Uid by, long through) implements ConversationEvent {}
