package io.verbatim.query.conversation;

import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.query.account.AccountChanges;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.Head.Member;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Views;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Finds what has changed for somebody, by state. The work is in proportion to what has changed:
/// conversations and messages are found by their last change.
public final class ChangesQueryHandler {

    private final ConversationReader conversations;
    private final AccountChanges accounts;
    private final Entries entries;
    private final Progress progress;

    public ChangesQueryHandler(ConversationReader conversations, AccountChanges accounts, Progress progress) {
        this.conversations = conversations;
        this.accounts = accounts;
        this.entries = new Entries(conversations.views());
        this.progress = progress;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindChanges.class, Changes.class, this::handle);
    }

    Changes handle(FindChanges query) {
        long position = progress.position();
        List<StoredDocument> rows =
                views().rowsAscending(Head.changesAfter(query.person(), query.after()), query.inAll() + 1);
        if (rows.size() > query.inAll()) {
            return new Changes(true, List.of(), position);
        }
        List<Changed> changed = changed(query, rows);
        long told = changed.stream().mapToLong(Changed::told).sum();
        if (told > query.inAll()) {
            return new Changes(true, List.of(), position);
        }
        List<Change> changes = changes(changed);
        long account = accounts.last(query.person());
        if (account > query.after()) {
            changes.add(new Changes.Account(account));
        }
        return new Changes(false, changes, position);
    }

    /// A head may have changed again since its row was read: then it counts as it is.
    private List<Changed> changed(FindChanges query, List<StoredDocument> rows) {
        List<ConversationId> ids = rows.stream()
                .map(row -> Head.conversationOfRow(row.key()))
                .distinct()
                .toList();
        Map<ConversationId, Seen> seen = conversations.seeAll(query.person(), ids);
        List<Changed> changed = new ArrayList<>();
        long told = 0;
        for (ConversationId id : ids) {
            Seen conversation = seen.get(id);
            if (conversation != null && conversation.member().changed() > query.after() && told <= query.inAll()) {
                Changed one = changed(query, conversation);
                changed.add(one);
                told += one.told();
            }
        }
        return changed;
    }

    private Changed changed(FindChanges query, Seen conversation) {
        List<Row> messages = views()
                .rowsAscending(
                        StoredMessage.changesAfter(conversation.id(), query.after()), query.perConversation() + 1)
                .stream()
                .map(Row::of)
                .filter(row -> row.seq() >= conversation.firstSeq() && row.seq() <= conversation.lastSeq())
                .toList();
        return new Changed(conversation, messages, query.after(), query.perConversation());
    }

    private List<Change> changes(List<Changed> changed) {
        Map<ConversationId, InboxEntry> shown = entries(changed, each -> each.gap() || each.created());
        Map<String, StoredMessage> messages = messages(changed);
        List<Change> changes = new ArrayList<>();
        for (Changed each : changed) {
            InboxEntry entry = shown.get(each.seen().id());
            if (entry != null) {
                Member member = each.seen().member();
                changes.add(
                        each.gap()
                                ? new Changes.Gap(entry, member.changed())
                                : new Changes.Created(entry, member.since()));
            }
            if (!each.gap()) {
                each.addTo(changes, messages);
            }
        }
        return changes;
    }

    private Map<ConversationId, InboxEntry> entries(List<Changed> changed, Predicate<Changed> which) {
        List<Seen> shown = changed.stream().filter(which).map(Changed::seen).toList();
        return entries.of(shown).stream()
                .collect(Collectors.toMap(entry -> entry.conversation().id(), Function.identity()));
    }

    private Map<String, StoredMessage> messages(Collection<Changed> changed) {
        List<String> keys = changed.stream()
                .filter(each -> !each.gap())
                .flatMap(each -> each.messageKeys().stream())
                .toList();
        return views().getAll(StoredMessage.KIND, keys);
    }

    private Views views() {
        return conversations.views();
    }

    /// What has changed in one conversation.
    ///
    /// @param messages what is new, at most one more than is told
    private record Changed(Seen seen, List<Row> messages, long after, int most) {

        boolean created() {
            return seen.member().since() > after;
        }

        boolean gap() {
            return count() > most;
        }

        /// How much of what may be told in all it takes.
        int told() {
            return gap() ? 1 : count();
        }

        List<String> messageKeys() {
            return messages.stream().map(this::key).toList();
        }

        void addTo(List<Change> changes, Map<String, StoredMessage> found) {
            for (Row row : messages) {
                StoredMessage message = found.get(key(row));
                if (message != null) {
                    changes.add(
                            new Changes.NewMessage(seen.id(), message.view(), seen.status(message), row.position()));
                }
            }
            if (!seen.receiptsAfter(after).isEmpty()) {
                changes.add(new Changes.Receipts(
                        seen.id(), seen.receiptsAfter(after), seen.watermarks().movedLast()));
            }
        }

        private String key(Row row) {
            return StoredMessage.key(seen.id(), row.seq());
        }

        private int count() {
            return messages.size()
                    + (created() ? 1 : 0)
                    + (seen.receiptsAfter(after).isEmpty() ? 0 : 1);
        }
    }

    /// A message by its last change.
    private record Row(long seq, long position) {

        static Row of(StoredDocument row) {
            return new Row(Long.parseLong(new String(row.value(), StandardCharsets.US_ASCII)), row.position());
        }
    }
}
