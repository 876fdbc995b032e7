package io.verbatim.api.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.util.List;

/// Creates a group. Answered by [ConversationOpening]; a repeat with the same id gets the first one, whatever else it
/// says, and records nothing.
///
/// Refused with `LIMIT_REACHED` (more members than [GroupLimits] allows).
///
/// @param conversationId a [ConversationId#group]
/// @param by who creates it, and owns it
/// @param title sealed under its message key
/// @param members the others, each once; must be registered people whom it may add, which the gateway has looked up
public record CreateGroup(ConversationId conversationId, Uid by, Sealed title, List<Uid> members)
        implements ConversationCommand {

    public CreateGroup {
        members = List.copyOf(members);
    }
}
