package io.verbatim.api.conversation;

import io.verbatim.api.Uid;

/// Ends somebody's membership in a group. Answered by [ConversationVersion], also if it is no member any more. A group
/// whose owner leaves passes to its longest-standing admin, else member.
///
/// Refused with `NOT_FOUND` (the group does not exist for the caller), `NOT_A_MEMBER`, `FORBIDDEN` (no admin, or the
/// owner is meant).
///
/// @param conversationId which
/// @param by who asks
/// @param person who shall be a member no more; the caller itself leaves
public record RemoveMember(ConversationId conversationId, Uid by, Uid person) implements ConversationCommand {}
