package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as one of its members sees it.
///
/// @param id the conversation
/// @param type its kind
/// @param title what a group is called, sealed; a direct one is not called anything
/// @param version of its last change
/// @param createdAt when it was first opened
/// @param memberCount how many members it has
/// @param members all of them up to `membersInline`, else the caller alone
/// @param role the caller's
/// @param joinedAt when the caller joined
/// @param left whether the caller is no longer a member
/// @param joinedSeq the first message that the caller may see
/// @param lastSeq the last message that the caller may see
/// @param ownSeq the caller's own last message
/// @param readSeq the caller's read watermark
/// @param deliveredSeq the caller's delivered watermark
/// @param clearedSeq the caller has cleared everything through here
public record ConversationView(
        ConversationId id,
        ConversationType type,
        @Nullable Sealed title,
        long version,
        Instant createdAt,
        int memberCount,
        List<MemberView> members,
        MemberRole role,
        Instant joinedAt,
        boolean left,
        long joinedSeq,
        long lastSeq,
        long ownSeq,
        long readSeq,
        long deliveredSeq,
        long clearedSeq) {

    public ConversationView {
        members = List.copyOf(members);
    }

    /// How many messages the caller has not read: the same on every device, and what a client computes.
    public long unread() {
        long seen = Math.max(Math.max(readSeq, ownSeq), Math.max(clearedSeq, joinedSeq - 1));
        return Math.max(0, lastSeq - seen);
    }

    /// The other person of a direct conversation.
    public Uid otherThan(Uid caller) {
        List<Uid> pair = id.pair();
        return pair.getFirst().equals(caller) ? pair.getLast() : pair.getFirst();
    }
}
