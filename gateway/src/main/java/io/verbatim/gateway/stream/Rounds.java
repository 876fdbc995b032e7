package io.verbatim.gateway.stream;

import io.verbatim.api.AtLeast;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.ReceiptChanges;
import io.verbatim.gateway.bus.Queries;
import io.verbatim.gateway.stream.DeferredRound.Created;
import io.verbatim.gateway.stream.DeferredRound.Message;
import io.verbatim.gateway.stream.DeferredRound.Moved;
import io.verbatim.gateway.stream.Quotes.Place;
import io.verbatim.gateway.wire.Replies;
import io.verbatim.gateway.wire.WireMapper;
import io.verbatim.gateway.wire.WireMessage;
import io.verbatim.gateway.wire.WireReceipt;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Asks the views for what a round has collected, at or past its last position, and makes frames of the answers.
final class Rounds {
    private final Queries queries;
    private final Replies replies;
    private final WireMapper wire;

    Rounds(Queries queries, Replies replies, WireMapper wire) {
        this.queries = queries;
        this.replies = replies;
        this.wire = wire;
    }

    /// What a round has to tell, in order: what has a place in its conversation first, then watermarks. A conversation
    /// that does not exist for its owner is left out.
    CompletionStage<List<Telling>> tellings(DeferredRound round) {
        AtLeast atLeast = AtLeast.position(round.last());
        CompletableFuture<ReceiptChanges> receipts = receipts(round, atLeast);
        CompletableFuture<Map<Created, InboxEntry>> entries = entries(round, atLeast);
        return receipts.thenCombine(entries, Answers::new)
                .thenCompose(answers -> Quotes.find(replies, places(round, answers.entries()), atLeast)
                        .thenApply(quotes -> tellings(round, answers, quotes)));
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

    private static List<Place> places(DeferredRound round, Map<Created, InboxEntry> entries) {
        List<Place> places = new ArrayList<>();
        for (DeferredRound.Item item : round.items()) {
            Place place = switch (item) {
                case Created created -> placeInEntry(created, entries.get(created));
                case Message message -> placeInMessage(message);
            };
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    private static @Nullable Place placeInEntry(Created created, @Nullable InboxEntry entry) {
        MessageView last = entry == null ? null : entry.lastMessage();
        return last == null
                ? null
                : Place.of(
                        created.owner(), created.conversation(), last.content().replyTo());
    }

    /// What a message replies to is the same for all who get it: in a direct conversation both see everything.
    private static @Nullable Place placeInMessage(Message message) {
        MessageSent sent = (MessageSent) message.item().event().event();
        return Place.of(sent.sender(), message.conversation(), sent.content().replyTo());
    }

    private List<Telling> tellings(DeferredRound round, Answers answers, Quotes quotes) {
        List<Telling> tellings = new ArrayList<>(round.size());
        for (DeferredRound.Item item : round.items()) {
            Telling telling = switch (item) {
                case Created created -> created(created, answers.entries().get(created), quotes);
                case Message message -> message(message, quotes);
            };
            if (telling != null) {
                tellings.add(telling);
            }
        }
        Iterator<Moved> moved = round.receipts().iterator();
        for (ReceiptChanges.Changed changed : answers.receipts().changes()) {
            tellings.add(receipts(moved.next(), changed));
        }
        return tellings;
    }

    private @Nullable Telling created(Created created, @Nullable InboxEntry entry, Quotes quotes) {
        if (entry == null) {
            return null;
        }
        Frame frame = EntryFrames.frame(
                FrameName.CONVERSATION_CREATED, created.owner(), entry, placeInEntry(created, entry), quotes, wire);
        return new Telling.Same(frame, List.of(created.owner()), created.position());
    }

    private Telling message(Message message, Quotes quotes) {
        RecordedEvent event = message.item().event();
        WireMessage made = quotes.in(wire.message(event), placeInMessage(message), wire);
        return new Telling.NewMessage(message.item(), new MessageFrames(() -> made));
    }

    private Telling receipts(Moved moved, ReceiptChanges.Changed changed) {
        List<WireReceipt> members =
                changed.members().stream().map(wire::receipt).toList();
        ReceiptsChanged data = new ReceiptsChanged(changed.conversationId().value(), members);
        Frame frame = ServerFrames.event(FrameName.RECEIPTS_CHANGED, data);
        return new Telling.Same(frame, moved.audience(), moved.position());
    }

    private record Answers(ReceiptChanges receipts, Map<Created, InboxEntry> entries) {}
}
