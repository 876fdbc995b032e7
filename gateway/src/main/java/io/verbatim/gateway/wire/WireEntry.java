package io.verbatim.gateway.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of an inbox.
///
/// @param conversation the conversation, as the owner of the inbox sees it
/// @param lastMessage its last message
/// @param unread how many messages the owner has not read
/// @param mentionSeqs the newest unread ones that mention the owner
/// @param lastActivityAt the time of the last message, else of creation or joining
/// @param muted whether pushes are off
/// @param mutedUntil when that ends by itself
/// @param archived whether the client sets it apart
public record WireEntry(
        WireConversation conversation,
        @Nullable WireMessage lastMessage,
        long unread,
        List<Long> mentionSeqs,
        Instant lastActivityAt,
        boolean muted,
        @Nullable Instant mutedUntil,
        boolean archived) {
    public WireEntry {
        mentionSeqs = List.copyOf(mentionSeqs);
    }
}
