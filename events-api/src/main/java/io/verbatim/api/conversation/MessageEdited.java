package io.verbatim.api.conversation;

import io.verbatim.api.SizedEvent;
import io.verbatim.api.Uid;

/// Its sender has asked to change a message. A patch: what it does not name stays, so this is the one event that needs
/// its neighbours to be understood. The later of two stands; of a message deleted for everyone nothing does.
///
/// @param seq which message
/// @param member the sender's member number
/// @param by the same person
/// @param patch what changes
public record MessageEdited(long seq, int member, Uid by, MessagePatch patch) implements ConversationEvent, SizedEvent {

    @Override
    public int storedBytes() {
        return SMALL + patch.sealedBytes();
    }
}
