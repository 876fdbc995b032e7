package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// A member has asked for a reaction to a message to stand, or to be gone. It changes nothing if that is so already, if
/// the message was deleted for everyone, or beyond [ReactionLimits].
///
/// @param seq which message
/// @param member the member's number
/// @param by the same person
/// @param emoji compared character by character
/// @param active whether it shall stand
public record MessageReacted(long seq, int member, Uid by, String emoji, boolean active) implements ConversationEvent {}
