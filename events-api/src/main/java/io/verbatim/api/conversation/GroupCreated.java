package io.verbatim.api.conversation;

import io.verbatim.api.SizedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.util.List;

/// A group has come into being, before its first message. Who created it is its owner, all others are members.
///
/// @param title sealed under the creator's message key
/// @param members by member number, from 1: first who created it
public record GroupCreated(Sealed title, List<Uid> members) implements ConversationEvent, SizedEvent {

    public GroupCreated {
        members = List.copyOf(members);
    }

    /// Who created it.
    public Uid by() {
        return members.getFirst();
    }

    @Override
    public int storedBytes() {
        return SMALL + title.bytes().length + members.size() * (Uid.LENGTH + 3);
    }
}
