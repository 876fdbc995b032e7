package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Deletes a message for everyone. Answered by [ConversationVersion].
///
/// Refused with `NOT_FOUND` (the conversation or the message is not there for the caller), `FORBIDDEN` (another's).
///
/// @param conversationId where
/// @param by who asks
/// @param seq which message
public record DeleteMessage(ConversationId conversationId, Uid by, long seq) implements ConversationCommand {}
