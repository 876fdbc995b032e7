package io.verbatim.api.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of an inbox.
///
/// @param conversation the conversation, as the owner of the inbox sees it
/// @param lastMessage its last message
/// @param lastStatus what the owner is told of its last message, if it is the owner's own
/// @param lastActivityAt the time of the last message, else of creation or joining
/// @param mentionSeqs the newest unread messages that mention the owner, ascending
/// @param settings how the owner wants it to be
/// @param again whether the owner was in it before, and had left: it was told nothing of it meanwhile
public record InboxEntry(
        ConversationView conversation,
        @Nullable MessageView lastMessage,
        @Nullable MessageStatus lastStatus,
        Instant lastActivityAt,
        List<Long> mentionSeqs,
        ConversationSettings settings,
        boolean again) {

    /// How many mentions an entry names.
    public static final int MENTIONS = 20;

    public InboxEntry {
        mentionSeqs = List.copyOf(mentionSeqs);
    }

    /// Of a conversation in which the owner has one stay.
    public InboxEntry(
            ConversationView conversation,
            @Nullable MessageView lastMessage,
            @Nullable MessageStatus lastStatus,
            Instant lastActivityAt,
            List<Long> mentionSeqs,
            ConversationSettings settings) {
        this(conversation, lastMessage, lastStatus, lastActivityAt, mentionSeqs, settings, false);
    }
}
