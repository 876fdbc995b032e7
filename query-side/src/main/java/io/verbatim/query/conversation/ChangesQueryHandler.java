package io.verbatim.query.conversation;

import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.query.account.AccountChanges;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.Amendment.Last;
import io.verbatim.query.conversation.Seen.Moved;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Progress;
import io.verbatim.query.projection.Views;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what has changed for somebody, by state. The work is in proportion to what has changed:
/// conversations and messages are found by their last change.
public final class ChangesQueryHandler {

    private final ConversationReader conversations;
    private final AccountChanges accounts;
    private final Entries entries;
    private final MessageReader messages;
    private final OwnChangeReader own;
    private final Progress progress;

    public ChangesQueryHandler(ConversationReader conversations, AccountChanges accounts, Progress progress) {
        this.conversations = conversations;
        this.accounts = accounts;
        this.entries = new Entries(conversations.views());
        this.messages = new MessageReader(conversations.views());
        this.own = new OwnChangeReader(conversations.views());
        this.progress = progress;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindChanges.class, Changes.class, this::handle);
    }

    /// New messages that came while it was read are left out: they are told in their order by whoever tells what comes
    /// after the answer's position.
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
        changes.removeIf(change -> change instanceof Changes.NewMessage && change.position() > position);
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
        Map<ConversationId, Seen> direct = conversations.seeAll(query.person(), ids);
        List<Seen> seen = new ArrayList<>();
        ids.stream().<Seen>map(direct::get).filter(Objects::nonNull).forEach(seen::add);
        seen.addAll(
                conversations.groups().seeChanged(query.person(), query.after()).values());
        List<Changed> changed = new ArrayList<>();
        long told = 0;
        for (Seen conversation : seen) {
            if (conversation.member().changed() > query.after() && told <= query.inAll()) {
                Changed one = changed(query, conversation);
                changed.add(one);
                told += one.told();
            }
        }
        return changed;
    }

    /// Of what it has changed for itself alone it was told while it was out, too.
    private Changed changed(FindChanges query, Seen conversation) {
        int most = query.perConversation() + 1;
        long from = conversation.away(query.after()).from();
        ChangedSeqs seqs = ChangedSeqs.after(views(), conversation, from, most);
        List<Change> others = new ArrayList<>(own.after(conversation, query.after(), most));
        if (!conversation.id().isDirect()) {
            notices(conversation, query).forEach(others::add);
        }
        Changed all = new Changed(conversation, seqs, others, null, query);
        return all.gap()
                ? all
                : all.with(conversations.groups().counts(conversation, query.after(), query.receiptsMembers()));
    }

    /// What is called otherwise several times is told once.
    private List<Change> notices(Seen group, FindChanges query) {
        long after = Math.max(query.after(), group.member().since());
        List<Change> told = new ArrayList<>();
        boolean titled = false;
        for (Notice notice : conversations
                .groups()
                .notices(group.id(), after, Math.min(group.until(), Long.MAX_VALUE - 1), query.perConversation() + 1)) {
            boolean title = notice.view().kind() == NoticeView.Kind.CHANGED;
            if (!title || !titled) {
                told.add(new Changes.Notice(group.id(), notice.view(), notice.position()));
            }
            titled |= title;
        }
        return told;
    }

    private List<Change> changes(List<Changed> changed) {
        Map<ConversationId, InboxEntry> shown = entries(changed, each -> each.gap() || each.created());
        List<Change> changes = new ArrayList<>();
        for (Changed each : changed) {
            InboxEntry entry = shown.get(each.seen().id());
            if (each.gap()) {
                if (entry != null) {
                    changes.add(new Changes.Gap(entry, each.gapAt()));
                }
            } else {
                List<Change> told = each.changes(messages);
                if (entry != null) {
                    changes.add(created(entry, each.seen().member().since(), told));
                }
                changes.addAll(told);
            }
        }
        return changes;
    }

    /// Before anything else of the conversation: of a former stay, too.
    private static Change created(InboxEntry entry, long since, List<Change> told) {
        long first = told.stream().mapToLong(Change::position).min().orElse(since);
        return new Changes.Created(entry, Math.min(since, first));
    }

    private Map<ConversationId, InboxEntry> entries(List<Changed> changed, Predicate<Changed> which) {
        List<Seen> shown = changed.stream().filter(which).map(Changed::seen).toList();
        return entries.of(shown).stream()
                .collect(Collectors.toMap(entry -> entry.conversation().id(), Function.identity()));
    }

    private Views views() {
        return conversations.views();
    }

    /// What has changed in one conversation.
    ///
    /// @param messages those that are new, or others now
    /// @param own what the member has changed for itself, and who has come and gone
    /// @param counts how many have its messages, where that has changed
    private record Changed(
            Seen seen,
            ChangedSeqs messages,
            List<Change> own,
            @Nullable Change counts,
            FindChanges query) {

        Changed with(@Nullable Change counted) {
            return new Changed(seen, messages, own, counted, query);
        }

        boolean created() {
            return seen.member().since() > query.after();
        }

        boolean gap() {
            return !messages.all() || count() > query.perConversation();
        }

        /// How much of what may be told in all it takes.
        int told() {
            return gap() ? query.perConversation() : count() + (counts == null ? 0 : 1);
        }

        /// As early as the first of what is not told, so that no cursor before the gap lacks any of it.
        long gapAt() {
            Away away = seen.away(query.after());
            LongStream places = own.stream().mapToLong(Change::position);
            if (messages.first() > 0) {
                places = LongStream.concat(places, LongStream.of(away.toldAt(messages.first())));
            }
            if (created()) {
                places = LongStream.concat(places, LongStream.of(away.again()));
            }
            return places.min().orElse(seen.member().changed());
        }

        /// Each thing in its own place, since a cursor may stand between any two; what is told in one place, in the
        /// order in
        /// which it happened.
        List<Change> changes(MessageReader reader) {
            List<Change> changes = new ArrayList<>();
            Stream<Change> ofMessages = reader.find(seen, messages.seqs()).values().stream()
                    .sorted(Comparator.comparingLong(CurrentMessage::version))
                    .map(this::change);
            Stream<Change> ofReceipts = moved().stream()
                    .sorted(Comparator.comparingLong(Moved::position))
                    .map(each -> new Changes.Receipts(seen.id(), List.of(each.member()), each.position()));
            Stream.of(ofMessages, own.stream(), ofReceipts, Stream.ofNullable(counts))
                    .flatMap(Function.identity())
                    .sorted(Comparator.comparingLong(Change::position))
                    .forEach(changes::add);
            return changes;
        }

        /// What is new is told as new, in its place among the others, whatever has become of it.
        private Change change(CurrentMessage message) {
            MessageView view = message.view(null);
            MessageStatus status = seen.status(message);
            Last last = message.amendment().last();
            return last == null || message.sent().position() > query.after()
                    ? new Changes.NewMessage(
                            seen.id(), view, status, message.sent().position())
                    : new Changes.ChangedMessage(
                            seen.id(),
                            view,
                            status,
                            last.change(),
                            last.reaction(),
                            seen.away(query.after()).toldAt(last.position()));
        }

        private int count() {
            int hidden = own.stream()
                    .mapToInt(change ->
                            change instanceof Changes.Hidden told ? told.seqs().size() : 1)
                    .sum();
            return messages.seqs().size() + hidden + (created() ? 1 : 0) + (moved().isEmpty() ? 0 : 1);
        }

        private List<Moved> moved() {
            return seen.receiptsAfter(query.after(), query.receiptsMembers());
        }
    }
}
