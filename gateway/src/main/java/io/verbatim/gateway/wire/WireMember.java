package io.verbatim.gateway.wire;

import java.time.Instant;

/// A member of a conversation.
///
/// @param userId who
/// @param role what it may do
/// @param joinedAt since when
public record WireMember(String userId, String role, Instant joinedAt) {}
