package io.verbatim.api.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of messages, complete from its first to its last `seq`.
///
/// @param messages in ascending `seq`
/// @param hasMore whether there is more beyond, in the direction that was asked
/// @param notices what stood between them, the newest 100, in the order of versions
/// @param statuses for the caller's own messages, by index in `messages`: how far each has come; null for others'
public record TimelinePage(
        List<MessageView> messages, List<NoticeView> notices, boolean hasMore, List<@Nullable MessageStatus> statuses) {

    /// How many notices a page has at most: the newest.
    public static final int NOTICES = 100;

    /// A page with nothing between its messages.
    public TimelinePage(List<MessageView> messages, boolean hasMore, List<@Nullable MessageStatus> statuses) {
        this(messages, List.of(), hasMore, statuses);
    }

    public TimelinePage {
        messages = List.copyOf(messages);
        notices = List.copyOf(notices);
    }
}
