package io.verbatim.query.conversation;

import io.verbatim.api.Refusal;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindInbox;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.query.answers.RefusedQueryException;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds inboxes, newest first. A page is never short of a conversation that moves to the top while it is
/// read: it then stands where it was found, or where it went.
public final class InboxQueryHandler {

    private static final char SEPARATOR = '.';

    private final ConversationReader conversations;
    private final Entries entries;
    private final Progress progress;

    public InboxQueryHandler(ConversationReader conversations, Progress progress) {
        this.conversations = conversations;
        this.entries = new Entries(conversations.views());
        this.progress = progress;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindInbox.class, InboxPage.class, this::handle);
        answers.answer(FindEntries.class, InboxPage.class, this::handle);
    }

    InboxPage handle(FindInbox query) {
        long position = progress.position();
        int limit = Math.max(1, query.limit());
        KeyRange range = range(query.owner(), query.before());
        NavigableMap<String, Line> lines = groups(query.owner(), range);
        for (StoredDocument row : conversations.views().rowsDescending(range, limit + 1)) {
            lines.put(row.key(), new Line(Head.conversationOfRow(row.key()), row, null));
        }
        List<String> keys = List.copyOf(lines.descendingMap().keySet());
        List<String> page = keys.subList(0, Math.min(limit, keys.size()));
        List<Seen> shown =
                shown(query.owner(), page.stream().<Line>map(lines::get).toList(), position);
        String next = keys.size() > limit ? next(query.owner(), page.getLast()) : null;
        return new InboxPage(entries.of(shown), next, position);
    }

    /// The groups of a person stand in no row of its inbox: there are few, and each says where it belongs.
    private NavigableMap<String, Line> groups(Uid owner, KeyRange range) {
        NavigableMap<String, Line> lines = new TreeMap<>();
        for (Seen group : conversations.groups().seeAll(owner).values()) {
            String key = Head.inboxKey(owner, group.activityAt().toEpochMilli(), group.id());
            if (group.isShown() && key.compareTo(range.from()) >= 0 && key.compareTo(range.to()) < 0) {
                lines.put(key, new Line(group.id(), null, group));
            }
        }
        return lines;
    }

    private List<Seen> shown(Uid owner, List<Line> page, long position) {
        List<ConversationId> direct = page.stream()
                .filter(line -> line.row() != null)
                .map(Line::id)
                .distinct()
                .toList();
        Map<ConversationId, Seen> seen = conversations.seeAll(owner, direct);
        List<Seen> shown = new ArrayList<>();
        for (Line line : page) {
            Seen group = line.group();
            Seen conversation = group == null ? seen.get(line.id()) : group;
            if (conversation != null && (line.row() == null || stands(conversation, line.row(), position))) {
                shown.add(conversation);
                seen.remove(line.id());
            }
        }
        shown.sort(Comparator.comparing(Seen::activityAt).reversed());
        return shown;
    }

    InboxPage handle(FindEntries query) {
        long position = progress.position();
        Map<ConversationId, Seen> seen = conversations.seeAll(query.owner(), query.conversations());
        List<Seen> found = query.conversations().stream()
                .distinct()
                .map(seen::get)
                .filter(Objects::nonNull)
                .toList();
        return new InboxPage(entries.of(found), null, position);
    }

    /// A row that its head no longer declares is left over, unless the head has changed while the page is
    /// read.
    private static boolean stands(Seen conversation, StoredDocument row, long position) {
        return conversation.member().changed() > position
                || (conversation.isShown()
                        && row.key()
                                .equals(Head.inboxKey(
                                        conversation.member().uid(),
                                        conversation.activityAt().toEpochMilli(),
                                        conversation.id())));
    }

    private static KeyRange range(Uid owner, @Nullable String before) {
        KeyRange all = Head.inbox(owner);
        return before == null ? all : new KeyRange(all.from(), all.from() + rowOf(before));
    }

    /// The last row of a page without its owner: when something last happened, and in which conversation.
    private static String next(Uid owner, String last) {
        String row = last.substring(Head.inbox(owner).from().length());
        return row.substring(0, KeyNumbers.WIDTH) + SEPARATOR + row.substring(KeyNumbers.WIDTH + 1);
    }

    private static String rowOf(String before) {
        int end = KeyNumbers.WIDTH;
        if (before.length() > end
                && before.charAt(end) == SEPARATOR
                && KeyNumbers.isWritten(before.substring(0, end))
                && ConversationId.isValid(before.substring(end + 1))) {
            return before.substring(0, end) + '/' + before.substring(end + 1);
        }
        throw new RefusedQueryException(
                Refusal.invalid("before", "before: " + before + " (expected: the next of the page before)"));
    }

    /// A place in an inbox: of a row, or of a group.
    private record Line(
            ConversationId id,
            @Nullable StoredDocument row,
            @Nullable Seen group) {}
}
