package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// Some members of a group may do other things than before. Columns: the n-th entry of each list is about the same
/// member.
///
/// @param by who did it, or by whose leaving it came
/// @param members member numbers
/// @param people the same people
/// @param roles what they may do from now on
/// @param afterSeq the last message before
/// @param memberCount how many members there are
public record MemberRolesChanged(
        Uid by, List<Integer> members, List<Uid> people, List<MemberRole> roles, long afterSeq, int memberCount)
        implements ConversationEvent {

    public MemberRolesChanged {
        members = List.copyOf(members);
        people = List.copyOf(people);
        roles = List.copyOf(roles);
    }
}
