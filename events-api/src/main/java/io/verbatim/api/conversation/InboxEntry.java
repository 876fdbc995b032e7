package io.verbatim.api.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of an inbox.
///
/// @param conversation the conversation, as the owner of the inbox sees it
/// @param lastMessage its last message
/// @param lastStatus what the owner is told of its last message, if it is the owner's own
/// @param lastActivityAt the time of the last message, else of creation or joining
/// @param muted whether pushes are off
/// @param archived whether the client sets it apart
public record InboxEntry(
        ConversationView conversation,
        @Nullable MessageView lastMessage,
        @Nullable MessageStatus lastStatus,
        Instant lastActivityAt,
        boolean muted,
        boolean archived) {}
