package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;

/// Calls a group otherwise. Answered by [ConversationVersion].
///
/// Refused with `NOT_FOUND` (the group does not exist for the caller), `NOT_A_MEMBER`, `FORBIDDEN` (no admin).
///
/// @param conversationId which
/// @param by who asks
/// @param title sealed under its message key
public record RetitleGroup(ConversationId conversationId, Uid by, Sealed title) implements ConversationCommand {}
