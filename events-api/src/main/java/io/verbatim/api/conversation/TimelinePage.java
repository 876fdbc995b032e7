package io.verbatim.api.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of messages, complete from its first to its last `seq`.
///
/// @param messages in ascending `seq`
/// @param hasMore whether there is more beyond, in the direction that was asked
/// @param statuses for the caller's own messages, by index in `messages`: how far each has come; null for others'
public record TimelinePage(List<MessageView> messages, boolean hasMore, List<@Nullable MessageStatus> statuses) {

    public TimelinePage {
        messages = List.copyOf(messages);
    }
}
