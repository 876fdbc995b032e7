package io.verbatim.api.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages that were found. A page may be short, or empty, and still have a next one.
///
/// @param messages the newest first
/// @param next where the next page begins, opaque; null: there is none
public record MessagesFound(List<Found> messages, @Nullable String next) {

    public MessagesFound {
        messages = List.copyOf(messages);
    }

    /// A message, as the caller sees it.
    ///
    /// @param status how far it has come, for the caller's own; null for others'
    public record Found(
            ConversationId conversationId,
            MessageView message,
            @Nullable MessageStatus status) {}
}
