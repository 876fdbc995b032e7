package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Puts the caller's reaction to a message, or takes it away. Answered by [ConversationVersion]. Whether it passes
/// [ReactionLimits] is not decided here: then it is recorded, and changes nothing; [FindReactionOutcome] tells.
///
/// Refused with `NOT_FOUND` (the conversation or the message is not there for the caller).
///
/// @param conversationId where
/// @param by who asks
/// @param seq which message
/// @param emoji with what
/// @param active whether it shall stand
public record ReactToMessage(ConversationId conversationId, Uid by, long seq, String emoji, boolean active)
        implements ConversationCommand {}
