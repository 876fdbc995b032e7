package io.verbatim.api.conversation;

import io.verbatim.api.SizedEvent;
import io.verbatim.api.Uid;
import java.util.List;

/// People have become members of a group, each under a new number.
///
/// @param by who added them
/// @param firstMember the member number of the first of them; the others follow
/// @param people who they are
/// @param role what they may do
/// @param afterSeq they see the messages after this one
/// @param memberCount how many members there are now
public record MembersAdded(Uid by, int firstMember, List<Uid> people, MemberRole role, long afterSeq, int memberCount)
        implements ConversationEvent, SizedEvent {

    public MembersAdded {
        people = List.copyOf(people);
    }

    @Override
    public int storedBytes() {
        return SMALL + people.size() * (Uid.LENGTH + 3);
    }
}
