package io.verbatim.api.conversation;

/// The answer to commands that only change a conversation: it is durable.
///
/// @param version the conversation's version afterwards
public record ConversationAnswer(long version) {}
