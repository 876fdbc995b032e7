package io.verbatim.api.conversation;

import io.verbatim.api.SizedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;

/// A group is called otherwise.
///
/// @param member the member number of who did it
/// @param by the same person
/// @param title sealed under that person's message key
/// @param afterSeq the last message before
public record GroupRetitled(int member, Uid by, Sealed title, long afterSeq) implements ConversationEvent, SizedEvent {

    @Override
    public int storedBytes() {
        return SMALL + title.bytes().length;
    }
}
