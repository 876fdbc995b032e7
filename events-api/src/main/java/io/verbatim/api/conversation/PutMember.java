package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import org.jspecify.annotations.Nullable;

/// Makes somebody a member of a group, or has a member do other things than before. Answered by
/// [ConversationVersion].
///
/// Refused with `NOT_FOUND` (the group does not exist for the caller), `NOT_A_MEMBER`, `FORBIDDEN` (no admin; the
/// owner; ownership that is not the caller's), `INVALID` (ownership for who is no member, or taken from the owner),
/// `LIMIT_REACHED`.
///
/// @param conversationId which
/// @param by who asks
/// @param person who; if it is no member: a registered person whom the caller may add, which the gateway has looked up
/// @param role what it may do; `OWNER`: the owner becomes an admin; null: what it may do now, or a member
public record PutMember(
        ConversationId conversationId,
        Uid by,
        Uid person,
        @Nullable MemberRole role) implements ConversationCommand {}
