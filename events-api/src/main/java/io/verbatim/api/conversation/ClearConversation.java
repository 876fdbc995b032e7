package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// Deletes the chat for the caller. Answered by [ConversationVersion].
///
/// Refused with `NOT_FOUND` (the conversation is not there for the caller), `INVALID` (past the last message).
///
/// @param conversationId where
/// @param by who asks
/// @param through the last message that goes: one that is on its way meanwhile stays. Null: all there are
public record ClearConversation(
        ConversationId conversationId, Uid by, @Nullable Long through) implements ConversationCommand {}
