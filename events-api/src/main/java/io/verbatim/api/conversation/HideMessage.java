package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Deletes a message for the caller alone. Answered by [ConversationVersion].
///
/// Refused with `NOT_FOUND` (the conversation or the message is not there for the caller).
///
/// @param conversationId where
/// @param by who asks
/// @param seq which message
public record HideMessage(ConversationId conversationId, Uid by, long seq) implements ConversationCommand {}
