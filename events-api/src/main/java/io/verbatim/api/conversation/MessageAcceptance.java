package io.verbatim.api.conversation;

import io.verbatim.api.StampedAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer to [SendMessage]: the message is durable.
///
/// @param messageId the message
/// @param seq its place in the conversation
/// @param version the conversation's version that it has
/// @param sentAt the stored time; absent only until the bus has stamped the answer
/// @param repeated whether this client message id was accepted before, and nothing was recorded now
public record MessageAcceptance(
        MessageId messageId,
        long seq,
        long version,
        @Nullable Instant sentAt,
        boolean repeated) implements StampedAnswer<MessageAcceptance> {

    @Override
    public boolean awaitsTime() {
        return sentAt == null;
    }

    @Override
    public MessageAcceptance stampedAt(Instant storedAt) {
        return new MessageAcceptance(messageId, seq, version, storedAt, repeated);
    }
}
