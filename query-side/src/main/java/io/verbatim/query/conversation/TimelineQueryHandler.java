package io.verbatim.query.conversation;

import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.answers.ViewAnswers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds pages of messages. Since `seq` is dense, a page is a matter of counting.
public final class TimelineQueryHandler {

    private final ConversationReader conversations;

    public TimelineQueryHandler(ConversationReader conversations) {
        this.conversations = conversations;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindTimeline.class, TimelinePage.class, this::handle);
    }

    TimelinePage handle(FindTimeline query) {
        Seen seen = conversations.see(query.caller(), query.conversationId());
        Part part = Part.of(query.range(), Math.max(1, query.limit()), seen.firstSeq(), seen.lastSeq());
        if (part.isEmpty()) {
            return new TimelinePage(List.of(), part.more(), List.of());
        }
        List<StoredMessage> messages = conversations
                .views()
                .ascending(
                        StoredMessage.KIND,
                        StoredMessage.range(seen.id(), part.from(), part.through()),
                        Math.toIntExact(part.through() - part.from() + 1));
        List<@Nullable MessageStatus> statuses = new ArrayList<>(messages.size());
        messages.forEach(message -> statuses.add(seen.status(message)));
        return new TimelinePage(
                messages.stream().map(StoredMessage::view).toList(),
                part.more(),
                Collections.unmodifiableList(statuses));
    }

    /// A part of what somebody may see.
    ///
    /// @param from the first `seq`
    /// @param through the last one; smaller than `from` if there is nothing
    /// @param more whether there is more in the direction asked; around a message, in any
    private record Part(long from, long through, boolean more) {

        boolean isEmpty() {
            return through < from;
        }

        static Part of(Range range, int limit, long first, long last) {
            return switch (range) {
                case Range.Newest _ -> before(last + 1, limit, first, last);
                case Range.Before(long seq) -> before(seq, limit, first, last);
                case Range.After(long seq) -> after(seq, limit, first, last);
                case Range.Around(long seq) -> around(seq, limit, first, last);
            };
        }

        private static Part before(long seq, int limit, long first, long last) {
            long through = Math.min(Math.max(seq, first) - 1, last);
            long from = Math.max(first, through - limit + 1);
            return new Part(from, through, from > first && through >= from);
        }

        private static Part after(long seq, int limit, long first, long last) {
            long from = seq < first ? first : Math.min(seq, last) + 1;
            long through = Math.min(last, from + limit - 1);
            return new Part(from, through, through < last);
        }

        /// As many before as after it, as far as there are; what one side lacks, the other has more.
        private static Part around(long seq, int limit, long first, long last) {
            long middle = Math.clamp(seq, first, Math.max(first, last));
            long from = Math.max(first, Math.min(middle - limit / 2, last - limit + 1));
            long through = Math.min(last, from + limit - 1);
            return new Part(from, through, from > first || through < last);
        }
    }
}
