package io.verbatim.query.conversation;

import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.FindTimeline.Range;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.query.answers.ViewAnswers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds pages of messages. Since `seq` is dense, a page is a matter of counting; hidden messages are made up for, so
/// that a page is never short of messages while there are more.
public final class TimelineQueryHandler {

    private static final long END = Long.MAX_VALUE;

    private final ConversationReader conversations;
    private final MessageReader messages;

    public TimelineQueryHandler(ConversationReader conversations) {
        this.conversations = conversations;
        this.messages = new MessageReader(conversations.views());
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindTimeline.class, TimelinePage.class, this::handle);
    }

    TimelinePage handle(FindTimeline query) {
        Seen seen = conversations.see(query.caller(), query.conversationId());
        int limit = Math.max(1, query.limit());
        return switch (query.range()) {
            case Range.Newest _ -> before(seen, seen.lastSeq() + 1, limit);
            case Range.Before(long seq) -> before(seen, seq, limit);
            case Range.After(long seq) -> after(seen, seq, limit);
            case Range.Around(long seq) -> around(seen, seq, limit);
        };
    }

    private TimelinePage before(Seen seen, long seq, int limit) {
        List<CurrentMessage> found = messages.before(seen, seq, limit + 1);
        List<CurrentMessage> page = first(found, limit).reversed();
        boolean more = found.size() > limit;
        return page(seen, page, more, new Between(more ? before(page) : 0, seq > seen.lastSeq() ? END : seq - 1));
    }

    private TimelinePage after(Seen seen, long seq, int limit) {
        List<CurrentMessage> found = messages.after(seen, seq, limit + 1);
        List<CurrentMessage> page = first(found, limit);
        boolean more = found.size() > limit;
        return page(seen, page, more, new Between(seq, more ? page.getLast().seq() : END));
    }

    /// As many before as from it on, as far as there are; what one side lacks, the other has more.
    private TimelinePage around(Seen seen, long seq, int limit) {
        long middle = Math.clamp(seq, seen.firstSeq(), Math.max(seen.firstSeq(), seen.lastSeq()));
        List<CurrentMessage> below = messages.before(seen, middle, limit + 1);
        List<CurrentMessage> above = messages.after(seen, middle - 1, limit + 1);
        int belowTaken = Math.min(Math.min(below.size(), limit), Math.max(limit / 2, limit - above.size()));
        int aboveTaken = Math.min(above.size(), limit - belowTaken);
        List<CurrentMessage> taken = new ArrayList<>(first(below, belowTaken).reversed());
        taken.addAll(first(above, aboveTaken));
        boolean moreBelow = below.size() > belowTaken;
        boolean moreAbove = above.size() > aboveTaken;
        Between bounds = new Between(
                moreBelow ? before(taken) : 0, moreAbove ? taken.getLast().seq() : END);
        return page(seen, taken, moreBelow || moreAbove, bounds);
    }

    private static List<CurrentMessage> first(List<CurrentMessage> found, int most) {
        return found.subList(0, Math.min(most, found.size()));
    }

    private static long before(List<CurrentMessage> page) {
        return page.getFirst().seq() - 1;
    }

    private TimelinePage page(Seen seen, List<CurrentMessage> found, boolean more, Between bounds) {
        List<@Nullable MessageStatus> statuses = new ArrayList<>(found.size());
        found.forEach(message -> statuses.add(seen.status(message)));
        return new TimelinePage(
                found.stream().map(message -> message.view(seen.member().uid())).toList(),
                notices(seen, bounds),
                more,
                Collections.unmodifiableList(statuses));
    }

    private List<NoticeView> notices(Seen seen, Between bounds) {
        long from = Math.max(bounds.from(), seen.member().owned().clearedSeq());
        return switch (seen) {
            case SeenGroup group -> conversations.groups().notices(group, from, bounds.through(), TimelinePage.NOTICES);
            case SeenDirect direct -> {
                Notice parting = direct.parting();
                yield parting != null
                                && parting.view().afterSeq() >= from
                                && parting.view().afterSeq() <= bounds.through()
                        ? List.of(parting.view())
                        : List.of();
            }
        };
    }

    /// Of which notices a page has the newest: from what stood before its first message to what stands after its last;
    /// to the bound that was asked where nothing lies beyond, for some of it may be hidden.
    ///
    /// @param from they stand after this message, or a later one
    /// @param through they stand after this message, or an earlier one
    private record Between(long from, long through) {}
}
