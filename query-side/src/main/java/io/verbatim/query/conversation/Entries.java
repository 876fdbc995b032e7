package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.query.projection.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes lines of an inbox, with the last messages that they show, and the unread ones that mention their owner.
final class Entries {

    private final Views views;
    private final MessageReader messages;

    Entries(Views views) {
        this.views = views;
        this.messages = new MessageReader(views);
    }

    /// One for each conversation, in their order.
    List<InboxEntry> of(Collection<Seen> conversations) {
        Map<ConversationId, CurrentMessage> newest = messages.newest(conversations);
        return conversations.stream()
                .map(seen -> entry(seen, newest.get(seen.id())))
                .toList();
    }

    private InboxEntry entry(Seen seen, @Nullable CurrentMessage last) {
        return new InboxEntry(
                seen.view(),
                last == null ? null : last.view(seen.member().uid()),
                last == null ? null : seen.status(last),
                seen.activityAt(),
                mentionSeqs(seen),
                seen.member().owned().settings(),
                seen.isAgain());
    }

    /// Nothing is read unless a message that the member has not seen has mentioned it.
    private List<Long> mentionSeqs(Seen seen) {
        List<Long> newest = new ArrayList<>();
        long through = Math.min(seen.member().owned().mentionedSeq(), seen.lastSeq());
        while (through > seen.seenSeq() && newest.size() < InboxEntry.MENTIONS) {
            List<Long> next = mentions(seen, through);
            Map<Long, CurrentMessage> found = messages.find(seen, next);
            next.stream()
                    .filter(seq -> stillMentions(found.get(seq), seen))
                    .limit(InboxEntry.MENTIONS - newest.size())
                    .forEach(newest::add);
            through = next.isEmpty() ? 0 : next.getLast() - 1;
        }
        return newest.reversed();
    }

    private List<Long> mentions(Seen seen, long through) {
        List<Long> own = mentions(seen, seen.member().uid(), through);
        if (seen.id().isDirect()) {
            return own;
        }
        return Stream.concat(own.stream(), mentions(seen, MessageContent.EVERYBODY, through).stream())
                .sorted(Comparator.reverseOrder())
                .distinct()
                .limit(InboxEntry.MENTIONS)
                .toList();
    }

    private List<Long> mentions(Seen seen, Uid mentioned, long through) {
        return views
                .rowsDescending(Mentions.range(seen.id(), mentioned, seen.seenSeq() + 1, through), InboxEntry.MENTIONS)
                .stream()
                .map(row -> Mentions.seq(row.key()))
                .distinct()
                .toList();
    }

    private static boolean stillMentions(@Nullable CurrentMessage message, Seen seen) {
        return message != null && message.mentions(seen.member().uid());
    }
}
