package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.Changes.Cleared;
import io.verbatim.api.conversation.Changes.Hidden;
import io.verbatim.api.conversation.Changes.Notice;
import io.verbatim.api.conversation.Changes.Settings;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindMessageChanges;
import io.verbatim.api.conversation.FindOwnChanges;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.FindReceiptCounts;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MessageChanges;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.OwnChanges;
import io.verbatim.api.conversation.ReceiptChanges;
import io.verbatim.api.conversation.ReceiptCounts;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.live.LiveItem;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.stream.DeferredRound.Changed;
import io.verbatim.gateway.stream.DeferredRound.Created;
import io.verbatim.gateway.stream.DeferredRound.Message;
import io.verbatim.gateway.stream.DeferredRound.Moved;
import io.verbatim.gateway.stream.DeferredRound.Noticed;
import io.verbatim.gateway.stream.DeferredRound.Own;
import io.verbatim.gateway.stream.Quotes.Place;
import io.verbatim.gateway.wire.Replies;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireMessage;
import io.verbatim.gateway.wire.WireReceipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Asks the views for what a round has collected, at or past its last position, and makes frames of the answers.
final class Rounds {
    private final Queries queries;
    private final Replies replies;
    private final WireMapper wire;
    private final ChangedMessages changedMessages;
    private final ComingAgain comingAgain;
    private final int receiptsMembers;

    /// @param receiptsMembers up to so many members everybody is told of all receipts
    Rounds(Queries queries, Replies replies, WireMapper wire, int receiptsMembers) {
        this.queries = queries;
        this.replies = replies;
        this.wire = wire;
        this.changedMessages = new ChangedMessages(wire);
        this.comingAgain = new ComingAgain(queries, new ChangeFrames(replies, wire), receiptsMembers);
        this.receiptsMembers = receiptsMembers;
    }

    /// What a round has to tell, in order: what has a place in its conversation first, then what has changed, then
    /// watermarks. A conversation that does not exist for its owner is left out.
    CompletionStage<List<Telling>> tellings(DeferredRound round) {
        AtLeast atLeast = AtLeast.position(round.last());
        CompletableFuture<ReceiptChanges> receipts = receipts(round, atLeast);
        CompletableFuture<MessageChanges> messages = messages(round, atLeast);
        CompletableFuture<OwnChanges> owns = owns(round, atLeast);
        CompletableFuture<Map<Created, InboxEntry>> entries = entries(round, atLeast);
        CompletableFuture<Map<Created, List<Telling>>> again = entries.thenCompose(found -> again(found, atLeast));
        return CompletableFuture.allOf(receipts, messages, owns, again)
                .thenApply(
                        all -> new Answers(receipts.join(), messages.join(), owns.join(), entries.join(), again.join()))
                .thenCompose(answers -> Quotes.find(replies, places(round, answers), atLeast)
                        .thenApply(quotes -> tellings(round, answers, quotes)));
    }

    /// How many have the messages of those who have sent them.
    CompletionStage<ReceiptCounts> counts(CountedGroups.Due due) {
        FindReceiptCounts query = new FindReceiptCounts(
                due.group(), List.copyOf(due.authors()), due.first() - 1, AtLeast.position(due.last()));
        return queries.ask(query, ReceiptCounts.class);
    }

    private CompletableFuture<MessageChanges> messages(DeferredRound round, AtLeast atLeast) {
        List<FindMessageChanges.Asked> asked =
                round.messages().stream().map(Changed::query).toList();
        return asked.isEmpty()
                ? CompletableFuture.completedFuture(new MessageChanges(List.of()))
                : queries.ask(new FindMessageChanges(asked, atLeast), MessageChanges.class)
                        .toCompletableFuture();
    }

    private CompletableFuture<OwnChanges> owns(DeferredRound round, AtLeast atLeast) {
        List<FindOwnChanges.Asked> asked = round.owns().stream().map(Own::query).toList();
        return asked.isEmpty()
                ? CompletableFuture.completedFuture(new OwnChanges(List.of()))
                : queries.ask(new FindOwnChanges(asked, atLeast), OwnChanges.class)
                        .toCompletableFuture();
    }

    private CompletableFuture<ReceiptChanges> receipts(DeferredRound round, AtLeast atLeast) {
        List<FindReceiptChanges.Moved> moved =
                round.receipts().stream().map(Moved::query).toList();
        return moved.isEmpty()
                ? CompletableFuture.completedFuture(new ReceiptChanges(List.of()))
                : queries.ask(new FindReceiptChanges(moved, atLeast), ReceiptChanges.class)
                        .toCompletableFuture();
    }

    private CompletableFuture<Map<Created, InboxEntry>> entries(DeferredRound round, AtLeast atLeast) {
        Map<Uid, List<Created>> byOwner = new LinkedHashMap<>();
        for (DeferredRound.Item item : round.items()) {
            if (item instanceof Created created) {
                byOwner.computeIfAbsent(created.owner(), first -> new ArrayList<>())
                        .add(created);
            }
        }
        Map<Created, InboxEntry> found = new ConcurrentHashMap<>();
        CompletableFuture<?>[] answers = byOwner.entrySet().stream()
                .map(owner -> entries(owner.getKey(), owner.getValue(), atLeast, found))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(answers).thenApply(all -> found);
    }

    private CompletableFuture<?> entries(
            Uid owner, List<Created> created, AtLeast atLeast, Map<Created, InboxEntry> found) {
        List<ConversationId> ids = created.stream().map(Created::conversation).toList();
        return queries.ask(new FindEntries(owner, ids, atLeast), InboxPage.class)
                .thenAccept(page -> page.entries()
                        .forEach(entry -> created.stream()
                                .filter(one -> one.conversation()
                                        .equals(entry.conversation().id()))
                                .forEach(one -> found.put(one, entry))))
                .toCompletableFuture();
    }

    /// Of those who have come again.
    private CompletableFuture<Map<Created, List<Telling>>> again(Map<Created, InboxEntry> entries, AtLeast atLeast) {
        Map<Created, List<Telling>> found = new ConcurrentHashMap<>();
        CompletableFuture<?>[] answers = entries.entrySet().stream()
                .filter(each -> each.getValue().again())
                .map(each -> comingAgain
                        .tellings(each.getKey(), atLeast)
                        .thenAccept(tellings -> found.put(each.getKey(), tellings))
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(answers).thenApply(all -> found);
    }

    private static List<Place> places(DeferredRound round, Answers answers) {
        List<@Nullable Place> places = new ArrayList<>();
        for (DeferredRound.Item item : round.items()) {
            switch (item) {
                case Created created ->
                    places.add(placeInEntry(created, answers.entries().get(created)));
                case Message message ->
                    message.item().audience().forEach(reader -> places.add(placeInMessage(message, reader)));
            }
        }
        Iterator<Changed> changed = round.messages().iterator();
        for (MessageChanges.Found found : answers.messages().found()) {
            ConversationId conversation = changed.next().conversation();
            found.readers()
                    .forEach(reader -> places.add(Place.of(
                            reader, conversation, found.message().content().replyTo())));
        }
        return places.stream().filter(Objects::nonNull).toList();
    }

    private static @Nullable Place placeInEntry(Created created, @Nullable InboxEntry entry) {
        MessageView last = entry == null ? null : entry.lastMessage();
        return last == null
                ? null
                : Place.of(
                        created.owner(), created.conversation(), last.content().replyTo());
    }

    private static @Nullable Place placeInMessage(Message message, Uid reader) {
        MessageSent sent = (MessageSent) message.item().event().event();
        return Place.of(reader, message.conversation(), sent.content().replyTo());
    }

    private List<Telling> tellings(DeferredRound round, Answers answers, Quotes quotes) {
        List<Telling> tellings = new ArrayList<>(round.size());
        for (DeferredRound.Item item : round.items()) {
            switch (item) {
                case Created created -> tellings.addAll(created(created, answers, quotes));
                case Message message -> tellings.add(message(message, quotes));
            }
        }
        addChanges(tellings, round, answers, quotes);
        Iterator<Moved> moved = round.receipts().iterator();
        for (ReceiptChanges.Changed changed : answers.receipts().changes()) {
            addReceipts(tellings, round, moved.next(), changed);
        }
        return tellings;
    }

    private void addChanges(List<Telling> tellings, DeferredRound round, Answers answers, Quotes quotes) {
        List<Telling> changes = new ArrayList<>();
        Iterator<Changed> changed = round.messages().iterator();
        for (MessageChanges.Found found : answers.messages().found()) {
            changes.addAll(changedMessages.tellings(changed.next(), found, quotes));
        }
        Iterator<Own> own = round.owns().iterator();
        for (OwnChanges.Found found : answers.owns().found()) {
            Own whose = own.next();
            found.changes().forEach(change -> changes.add(own(whose, change)));
        }
        for (Noticed noticed : round.notices()) {
            changes.add(new Telling.Same(
                    NoticeFrames.frame(noticed.conversation(), noticed.notice(), wire),
                    noticed.item().audience(),
                    noticed.item().event().position()));
        }
        changes.sort(Comparator.comparingLong(Telling::position));
        tellings.addAll(changes);
    }

    private Telling own(Own own, Change change) {
        Frame frame = switch (change) {
            case Hidden hidden -> OwnFrames.frame(hidden);
            case Cleared cleared -> OwnFrames.frame(cleared);
            case Settings settings -> OwnFrames.frame(settings);
            case Notice parting -> NoticeFrames.frame(parting.conversationId(), parting.notice(), wire);
            default -> throw new IllegalStateException("change: " + change + " (expected: of one alone)");
        };
        return new Telling.Same(frame, List.of(own.person()), Math.min(change.position(), own.position()));
    }

    private List<Telling> created(Created created, Answers answers, Quotes quotes) {
        InboxEntry entry = answers.entries().get(created);
        if (entry == null || entry.again()) {
            return answers.again().getOrDefault(created, List.of());
        }
        Frame frame = EntryFrames.frame(
                FrameName.CONVERSATION_CREATED, created.owner(), entry, placeInEntry(created, entry), quotes, wire);
        return List.of(new Telling.Same(frame, List.of(created.owner()), created.position()));
    }

    /// Who may not see what it replies to is told the message without it.
    private Telling message(Message message, Quotes quotes) {
        LiveItem item = message.item();
        WireMessage made = wire.message(item.event());
        Set<Uid> seeing = new HashSet<>();
        WireMessage quoting = made;
        for (Uid reader : item.audience()) {
            MessageView quoted = quotes.get(placeInMessage(message, reader));
            if (quoted != null) {
                seeing.add(reader);
                quoting = made.withReply(wire.reply(quoted));
            }
        }
        WireMessage withReply = quoting;
        return new Telling.NewMessage(item, new MessageFrames(() -> made), new MessageFrames(() -> withReply), seeing);
    }

    /// Who has left meanwhile is told nothing more, and who had left before of its own alone. So is each in larger
    /// groups, and those who send are told how many have their messages.
    private void addReceipts(List<Telling> tellings, DeferredRound round, Moved moved, ReceiptChanges.Changed changed) {
        Set<Uid> told = new HashSet<>(moved.audience());
        for (Noticed noticed : round.notices()) {
            if (noticed.notice().kind() == NoticeView.Kind.LEFT
                    && noticed.conversation().equals(moved.conversation())) {
                told.remove(noticed.notice().members().getFirst().person());
            }
        }
        addOwn(tellings, moved, changed.former(), moved.former());
        if (changed.members().isEmpty()) {
            return;
        }
        if (changed.memberCount() <= receiptsMembers) {
            tellings.add(receipts(moved, told, changed.members()));
            return;
        }
        addOwn(tellings, moved, changed.members(), told);
        if (!told.isEmpty()) {
            tellings.add(new Telling.Counted(moved.conversation(), told, moved.first(), moved.position()));
        }
    }

    private void addOwn(List<Telling> tellings, Moved moved, List<ReceiptView> watermarks, Set<Uid> told) {
        for (ReceiptView own : watermarks) {
            if (told.contains(own.member())) {
                tellings.add(receipts(moved, Set.of(own.member()), List.of(own)));
            }
        }
    }

    private Telling receipts(Moved moved, Set<Uid> told, List<ReceiptView> watermarks) {
        List<WireReceipt> members = watermarks.stream().map(wire::receipt).toList();
        ReceiptsChanged data = ReceiptsChanged.of(moved.conversation(), members);
        return new Telling.Same(ServerFrames.event(FrameName.RECEIPTS_CHANGED, data), told, moved.position());
    }

    private record Answers(
            ReceiptChanges receipts,
            MessageChanges messages,
            OwnChanges owns,
            Map<Created, InboxEntry> entries,
            Map<Created, List<Telling>> again) {}
}
