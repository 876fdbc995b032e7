package io.verbatim.command.log;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.command.conversation.Messages;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The message index, written in the same batch as the events that it is about, and read with the queue on
/// top: it is always complete.
final class LogMessages implements Messages {

    private final LogQueue queue;
    private final LogStore store;

    LogMessages(LogQueue queue, LogStore store) {
        this.queue = queue;
        this.store = store;
    }

    @Override
    public @Nullable Accepted find(ConversationId conversation, Uid sender, String clientMessageId) {
        MessageKey key = new MessageKey(conversation.aggregateId(), sender.value(), clientMessageId);
        LoggedEvent queued = queue.message(key);
        if (queued != null && queued.event() instanceof MessageSent sent) {
            return new Accepted(sent.seq(), queued.sequence() + 1, queued.at());
        }
        byte[] stored = store.get(LogFamily.MESSAGES, LogKeys.message(key));
        return stored == null ? null : accepted(ByteBuffer.wrap(stored));
    }

    /// What is queued is looked at first: it leaves the queue once it can be found in the store.
    @Override
    public @Nullable Uid author(ConversationId conversation, long seq) {
        for (LoggedEvent queued : queue.eventsOf(conversation.aggregateId())) {
            if (queued.event() instanceof MessageSent sent && sent.seq() == seq) {
                return sent.sender();
            }
        }
        Author stored = storedAuthor(conversation, seq);
        return stored == null ? null : stored.sender();
    }

    /// Who sent a message, and where its event stands, or null if it is not written.
    @Nullable
    Author storedAuthor(ConversationId conversation, long seq) {
        byte[] stored = store.get(LogFamily.AUTHORS, LogKeys.author(conversation.aggregateId(), seq));
        if (stored == null) {
            return null;
        }
        String sender = new String(stored, Long.BYTES, stored.length - Long.BYTES, StandardCharsets.UTF_8);
        return new Author(Uid.of(sender), ByteBuffer.wrap(stored).getLong());
    }

    /// The stored form of what [#find] answers.
    static byte[] accepted(LoggedEvent event, MessageSent sent) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(sent.seq())
                .putLong(event.sequence() + 1)
                .putLong(event.at().toEpochMilli())
                .array();
    }

    private static Accepted accepted(ByteBuffer stored) {
        return new Accepted(stored.getLong(), stored.getLong(), Instant.ofEpochMilli(stored.getLong()));
    }

    /// Who sent a message.
    ///
    /// @param sequence the place of its event in the conversation's stream
    record Author(Uid sender, long sequence) {}
}
