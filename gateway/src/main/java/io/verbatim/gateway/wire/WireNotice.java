package io.verbatim.gateway.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.verbatim.api.conversation.NoticeView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stood between messages.
///
/// @param afterSeq the last message before
/// @param version by which it came
/// @param at when
/// @param event the name of the event that told it
/// @param data the event's data
public record WireNotice(long afterSeq, long version, Instant at, String event, Object data) {

    /// The name of the event that tells what has happened.
    public static String event(NoticeView.Kind kind) {
        return switch (kind) {
            case CHANGED -> "group.changed";
            case JOINED -> "member.joined";
            case LEFT -> "member.left";
            case ROLE -> "member.role";
        };
    }

    /// That a group is called otherwise.
    ///
    /// @param title what it is called
    /// @param by who did it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GroupChanged(
            String conversationId, long version, @Nullable String title, String by) {}

    /// What has become of members.
    ///
    /// @param afterSeq the last message before
    /// @param memberCount how many members there are now
    /// @param by who did it
    public record MembersChanged(
            String conversationId,
            long version,
            long afterSeq,
            int memberCount,
            List<MemberChanged> members,
            String by) {

        public MembersChanged {
            members = List.copyOf(members);
        }
    }

    /// What has become of one member.
    ///
    /// @param role what it may do; absent of who has left
    /// @param joinedAt since when, of who has joined
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MemberChanged(
            String userId, @Nullable String role, @Nullable Instant joinedAt) {}
}
