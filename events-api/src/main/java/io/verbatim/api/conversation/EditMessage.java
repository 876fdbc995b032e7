package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Changes a message. Answered by [ConversationVersion], also when it was deleted for everyone, and stays so.
///
/// Refused with `NOT_FOUND` (the conversation or the message is not there for the caller), `FORBIDDEN` (another's),
/// `INVALID` (somebody mentioned is no member).
///
/// @param conversationId where
/// @param by who asks
/// @param seq which message
/// @param patch what changes, already sealed
public record EditMessage(ConversationId conversationId, Uid by, long seq, MessagePatch patch)
        implements ConversationCommand {}
