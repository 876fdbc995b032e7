package io.verbatim.api.conversation;

/// The answer to [OpenDirectConversation].
///
/// @param conversationId the conversation
/// @param version its version
/// @param opened whether it came into being for the caller by this command; else the caller had it already
public record ConversationOpening(ConversationId conversationId, long version, boolean opened) {}
