package io.verbatim.gateway.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as one of its members sees it; from `role` on it is about that member.
///
/// @param id the conversation
/// @param type its kind
/// @param version of its last change
/// @param createdAt when it was first opened
/// @param title what a group is called
/// @param with the other of a direct one
/// @param memberCount how many members it has
/// @param members all of them up to `membersInline`, else the caller alone
/// @param role what the caller may do
/// @param joinedAt since when
/// @param left whether the caller is no longer a member; absent unless it has left
/// @param joinedSeq the first message the caller may see
/// @param lastSeq the last one
/// @param ownSeq the caller's own last message
/// @param readSeq the caller has read everything up to here
/// @param deliveredSeq everything up to here has reached the caller
/// @param clearedSeq the caller has cleared everything up to here
public record WireConversation(
        String id,
        String type,
        long version,
        Instant createdAt,
        @Nullable String title,
        @Nullable String with,
        int memberCount,
        List<WireMember> members,
        String role,
        Instant joinedAt,
        @Nullable Boolean left,
        long joinedSeq,
        long lastSeq,
        long ownSeq,
        long readSeq,
        long deliveredSeq,
        long clearedSeq) {
    public WireConversation {
        members = List.copyOf(members);
    }
}
