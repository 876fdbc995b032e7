package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stood between messages: a change of a group or its members, or that one of two has left. Says what
/// was true then.
///
/// @param kind what has happened
/// @param version by which it came
/// @param afterSeq the last message before
/// @param at when
/// @param by who did it
/// @param title what the group is called, if it is called otherwise
/// @param memberCount how many members there are now, if it is about members
/// @param members those it is about
public record NoticeView(
        Kind kind,
        long version,
        long afterSeq,
        Instant at,
        Uid by,
        @Nullable Sealed title,
        int memberCount,
        List<MemberChange> members) {

    @SuppressWarnings("RedundantNullCheck") // an empty list is not stored
    public NoticeView {
        members = members == null ? List.of() : List.copyOf(members);
    }

    /// What has happened.
    public enum Kind {
        CHANGED,
        JOINED,
        LEFT,
        ROLE
    }

    /// What has become of one member.
    ///
    /// @param role what it may do; null: nothing any more
    public record MemberChange(Uid person, @Nullable MemberRole role) {}

    /// What an event of a group tells its members.
    ///
    /// @param conversationEvent one of those
    /// @param at its time
    public static NoticeView of(ConversationEvent conversationEvent, long version, Instant at) {
        return switch (conversationEvent) {
            case GroupRetitled event ->
                new NoticeView(Kind.CHANGED, version, event.afterSeq(), at, event.by(), event.title(), 0, List.of());
            case MembersAdded event ->
                new NoticeView(
                        Kind.JOINED,
                        version,
                        event.afterSeq(),
                        at,
                        event.by(),
                        null,
                        event.memberCount(),
                        event.people().stream()
                                .map(person -> new MemberChange(person, event.role()))
                                .toList());
            case MemberLeft event ->
                new NoticeView(
                        Kind.LEFT,
                        version,
                        event.afterSeq(),
                        at,
                        event.by(),
                        null,
                        event.memberCount(),
                        List.of(new MemberChange(event.person(), null)));
            case MemberRolesChanged event -> {
                List<MemberChange> changes = new ArrayList<>(event.people().size());
                for (int i = 0; i < event.people().size(); i++) {
                    changes.add(new MemberChange(
                            event.people().get(i), event.roles().get(i)));
                }
                yield new NoticeView(
                        Kind.ROLE, version, event.afterSeq(), at, event.by(), null, event.memberCount(), changes);
            }
            default ->
                throw new IllegalArgumentException("event: " + conversationEvent + " (expected: one of a group)");
        };
    }
}
