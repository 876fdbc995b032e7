package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Asks for a group that its creator has named before, whatever a repeat says. Answered by [ConversationOpening]; never
/// records anything.
///
/// Refused with `NOT_FOUND` (it was not created).
///
/// @param conversationId a [ConversationId#group] of the creator and a UUID of its own
/// @param by who creates it
public record RecogniseGroup(ConversationId conversationId, Uid by) implements ConversationCommand {}
