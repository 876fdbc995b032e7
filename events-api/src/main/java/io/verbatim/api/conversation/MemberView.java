package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.time.Instant;

/// A member of a conversation.
///
/// @param member who
/// @param role its role; everybody in a direct conversation is a member
/// @param joinedAt since when
public record MemberView(Uid member, MemberRole role, Instant joinedAt) {}
