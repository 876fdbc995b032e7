package io.verbatim.query.conversation;

import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.query.projection.Views;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Makes lines of an inbox, with the last messages that they show.
final class Entries {

    private final Views views;

    Entries(Views views) {
        this.views = views;
    }

    /// One for each conversation, in their order.
    List<InboxEntry> of(Collection<Seen> conversations) {
        List<String> keys = conversations.stream()
                .filter(seen -> seen.lastSeq() > 0)
                .map(Entries::lastMessageKey)
                .toList();
        Map<String, StoredMessage> messages = views.getAll(StoredMessage.KIND, keys);
        return conversations.stream().map(seen -> entry(seen, messages)).toList();
    }

    private static InboxEntry entry(Seen seen, Map<String, StoredMessage> messages) {
        StoredMessage last = messages.get(lastMessageKey(seen));
        return new InboxEntry(
                seen.view(),
                last == null ? null : last.view(),
                last == null ? null : seen.status(last),
                seen.activityAt(),
                false,
                false);
    }

    private static String lastMessageKey(Seen seen) {
        return StoredMessage.key(seen.id(), seen.lastSeq());
    }
}
