package io.verbatim.api.conversation;

import io.verbatim.api.SizedEvent;
import io.verbatim.api.Uid;

/// A member has said something.
///
/// @param seq position of the message in its conversation, from 1, without gaps
/// @param member the sender's member number
/// @param sender the same person
/// @param clientMessageId the UUID under which the sending client knows it; once per sender and conversation, for ever
/// @param content what was said
public record MessageSent(long seq, int member, Uid sender, String clientMessageId, MessageContent content)
        implements ConversationEvent, SizedEvent {

    @Override
    public int storedBytes() {
        return SMALL + content.sealedBytes();
    }
}
