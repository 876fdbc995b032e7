package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// A member has set for itself how it wants a conversation to be.
///
/// @param member the member's number
/// @param by the same person
/// @param settings all of them, as they now stand
public record ConversationSettingsChanged(int member, Uid by, ConversationSettings settings)
        implements ConversationEvent {}
