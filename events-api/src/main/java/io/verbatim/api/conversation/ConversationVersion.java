package io.verbatim.api.conversation;

/// The answer to a command that changes something in a conversation, or finds it as it shall be.
///
/// @param version the conversation's version afterwards: a read that has seen it shows what was asked for
public record ConversationVersion(long version) {}
