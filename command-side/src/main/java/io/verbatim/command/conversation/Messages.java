package io.verbatim.command.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The message index: a client message id is accepted once per sender and conversation, for ever. Immutable facts about
/// messages that were recorded, those still queued for the log included.
public interface Messages {

    /// The message that a sender's client message id stands for, or null if it was never accepted.
    @Nullable
    Accepted find(ConversationId conversation, Uid sender, String clientMessageId);

    /// Who sent a message, or null if there is none with this `seq`.
    @Nullable
    Uid author(ConversationId conversation, long seq);

    /// An accepted message.
    ///
    /// @param seq its place in the conversation
    /// @param version the conversation's version that it has
    /// @param sentAt the stored time; null while it is queued and the log has not set it yet
    record Accepted(long seq, long version, @Nullable Instant sentAt) {}
}
