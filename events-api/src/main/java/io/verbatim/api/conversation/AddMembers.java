package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import java.util.List;

/// Makes people members of a group, all or none. Answered by [ConversationVersion]; who is a member already stays what
/// it is.
///
/// Refused with `NOT_FOUND` (the group does not exist for the caller), `NOT_A_MEMBER`, `FORBIDDEN` (no admin),
/// `LIMIT_REACHED` (more members than [GroupLimits] allows).
///
/// @param conversationId which
/// @param by who asks
/// @param people each once; must be registered people whom it may add, which the gateway has looked up
public record AddMembers(ConversationId conversationId, Uid by, List<Uid> people) implements ConversationCommand {

    public AddMembers {
        people = List.copyOf(people);
    }
}
