package io.verbatim.gateway.testing;

import io.verbatim.api.AtLeast;
import io.verbatim.api.Query;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.account.FindProfiles;
import io.verbatim.api.account.FindRelations;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.ProfileView;
import io.verbatim.api.account.Profiles;
import io.verbatim.api.account.Relations;
import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.ConversationType;
import io.verbatim.api.conversation.ConversationView;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.FindChanges;
import io.verbatim.api.conversation.FindConversation;
import io.verbatim.api.conversation.FindEntries;
import io.verbatim.api.conversation.FindMessageChanges;
import io.verbatim.api.conversation.FindOwnChanges;
import io.verbatim.api.conversation.FindReceiptChanges;
import io.verbatim.api.conversation.FindTimeline;
import io.verbatim.api.conversation.InboxEntry;
import io.verbatim.api.conversation.InboxPage;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberView;
import io.verbatim.api.conversation.MessageChanges;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.MessageStatus;
import io.verbatim.api.conversation.MessageView;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.conversation.OwnChanges;
import io.verbatim.api.conversation.ReceiptChanges;
import io.verbatim.api.conversation.ReceiptView;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.conversation.TimelinePage;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.FindPresences;
import io.verbatim.api.presence.PresenceView;
import io.verbatim.api.presence.Presences;
import io.verbatim.api.presence.WentOffline;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryBus;

/// The views of direct conversations, folded anew for each question from the events that a test lets them
/// see. A
/// question about more waits, as it would.
public final class ScriptedViews {
    private final List<RecordedEvent> seen = new CopyOnWriteArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<Set<Uid>> blocked = ConcurrentHashMap.newKeySet();
    private final Set<Uid> blind = ConcurrentHashMap.newKeySet();
    private final List<Query<?>> asked = new CopyOnWriteArrayList<>();
    private int failures;

    public ScriptedViews(QueryBus bus) {
        answer(bus, FindChanges.class, Changes.class, this::changes);
        answer(bus, FindEntries.class, InboxPage.class, this::entries);
        answer(bus, FindReceiptChanges.class, ReceiptChanges.class, this::receipts);
        answer(bus, FindMessageChanges.class, MessageChanges.class, this::messageChanges);
        answer(bus, FindOwnChanges.class, OwnChanges.class, this::ownChanges);
        answer(bus, FindConversation.class, ConversationView.class, this::conversation);
        answer(bus, FindRelations.class, Relations.class, this::relations);
        answer(bus, FindPresences.class, Presences.class, this::presences);
        answer(bus, FindProfiles.class, Profiles.class, this::profiles);
        answer(bus, FindTimeline.class, TimelinePage.class, this::timeline);
    }

    /// The views have these events, too.
    public void see(RecordedEvent... events) {
        see(List.of(events));
    }

    public void see(List<RecordedEvent> events) {
        List<Waiting> ready;
        synchronized (this) {
            seen.addAll(events);
            ready = waiting.stream()
                    .filter(one -> one.atLeast.position() <= position())
                    .toList();
            waiting.removeAll(ready);
        }
        ready.forEach(one -> one.answer.run());
    }

    /// So many of the next questions are not answered.
    public synchronized void failNext(int questions) {
        failures = questions;
    }

    /// How many questions wait for the views to come that far.
    public synchronized int waiting() {
        return waiting.size();
    }

    /// What was asked of this type, in order.
    public <T> List<T> asked(Class<T> type) {
        return asked.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <A, Q extends Query<A>> void answer(
            QueryBus bus, Class<Q> type, Class<A> answer, java.util.function.Function<Q, A> read) {
        bus.<A>subscribe(type.getName(), answer, message -> {
            Q query = type.cast(message.getPayload());
            asked.add(query);
            return later(query.atLeast(), () -> read.apply(query));
        });
    }

    private <A> CompletableFuture<A> later(AtLeast atLeast, Supplier<A> read) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        synchronized (this) {
            if (failures > 0) {
                failures--;
                answer.completeExceptionally(ScriptedSides.queryRefusal(io.verbatim.api.RefusalCode.UNAVAILABLE));
                return answer;
            }
            if (atLeast.position() > position()) {
                waiting.add(new Waiting(atLeast, () -> answer.complete(read.get())));
                return answer;
            }
        }
        try {
            answer.complete(read.get());
        } catch (RuntimeException refused) {
            answer.completeExceptionally(refused);
        }
        return answer;
    }

    private long position() {
        return seen.isEmpty() ? 0 : seen.getLast().position();
    }

    private Changes changes(FindChanges query) {
        List<Change> changes = new ArrayList<>();
        for (ConversationId conversation : conversations(query.person())) {
            List<Change> own = changes(query, conversation);
            if (own.size() > query.perConversation()) {
                changes.add(new Changes.Gap(
                        entry(query.person(), conversation),
                        of(conversation)
                                .mapToLong(RecordedEvent::position)
                                .max()
                                .orElse(0)));
            } else {
                changes.addAll(own);
            }
        }
        seen.stream()
                .filter(event -> event.aggregateId().equals(query.person().accountId())
                        && event.event() instanceof AccountEvent
                        && !(event.event() instanceof AccountRegistered)
                        && event.position() > query.after())
                .mapToLong(RecordedEvent::position)
                .max()
                .ifPresent(last -> changes.add(new Changes.Account(last)));
        boolean tooMany = changes.size() > query.inAll();
        return new Changes(tooMany, tooMany ? List.of() : changes, position());
    }

    private List<Change> changes(FindChanges query, ConversationId conversation) {
        List<Change> changes = new ArrayList<>();
        long since = since(query.person(), conversation).position();
        if (since > query.after()) {
            changes.add(new Changes.Created(entry(query.person(), conversation), since));
        }
        of(conversation)
                .filter(event -> event.position() > query.after() && event.event() instanceof MessageSent)
                .forEach(event -> {
                    MessageView view = view(event);
                    changes.add(new Changes.NewMessage(
                            conversation,
                            view,
                            view.sender().equals(query.person()) ? MessageStatus.SENT : null,
                            event.position()));
                });
        List<Integer> moved = of(conversation)
                .filter(event -> event.position() > query.after())
                .flatMap(event ->
                        event.event() instanceof ReceiptsRecorded receipts ? receipts.members().stream() : Stream.of())
                .distinct()
                .toList();
        if (!moved.isEmpty()) {
            changes.add(new Changes.Receipts(
                    conversation,
                    moved.stream().map(member -> receipt(conversation, member)).toList(),
                    of(conversation)
                            .filter(event -> event.event() instanceof ReceiptsRecorded)
                            .mapToLong(RecordedEvent::position)
                            .max()
                            .orElse(0)));
        }
        return changes;
    }

    private MessageChanges messageChanges(FindMessageChanges query) {
        return new MessageChanges(query.asked().stream()
                .map(asked -> ScriptedMessage.of(of(asked.conversationId()), asked.seq())
                        .found(asked.readers().stream()
                                .filter(reader -> !hides(asked.conversationId(), reader, asked.seq()))
                                .toList()))
                .toList());
    }

    private boolean hides(ConversationId conversation, Uid reader, long seq) {
        return of(conversation)
                .anyMatch(event -> event.event() instanceof MessageHidden hidden
                        && hidden.by().equals(reader)
                        && hidden.seq() == seq);
    }

    /// Nothing that is hidden is hidden twice.
    private OwnChanges ownChanges(FindOwnChanges query) {
        return new OwnChanges(query.asked().stream()
                .map(asked -> new OwnChanges.Found(of(asked.conversationId())
                        .filter(event -> event.position() > asked.after())
                        .<Change>mapMulti((event, changes) -> {
                            ConversationId conversation = asked.conversationId();
                            switch (event.event()) {
                                case MessageHidden hidden
                                when hidden.by().equals(asked.person()) ->
                                    changes.accept(new Changes.Hidden(
                                            conversation, event.version(), List.of(hidden.seq()), event.position()));
                                case ConversationCleared cleared
                                when cleared.by().equals(asked.person()) ->
                                    changes.accept(new Changes.Cleared(
                                            conversation, event.version(), cleared.through(), event.position()));
                                case ConversationSettingsChanged set
                                when set.by().equals(asked.person()) ->
                                    changes.accept(new Changes.Settings(
                                            conversation, event.version(), set.settings(), event.position()));
                                case DirectConversationLeft left ->
                                    parting(conversation, left, event, asked.person())
                                            .forEach(changes);
                                default -> {
                                    // not its own
                                }
                            }
                        })
                        .toList()))
                .toList());
    }

    /// What the other is told, if the conversation exists for it.
    private Stream<Change> parting(
            ConversationId conversation, DirectConversationLeft left, RecordedEvent event, Uid reader) {
        Uid gone = left.members().get(left.by() - 1);
        if (gone.equals(reader) || since(reader, conversation) == null) {
            return Stream.empty();
        }
        long last = of(conversation)
                .filter(each -> each.event() instanceof MessageSent)
                .count();
        return Stream.of(new Changes.Notice(
                conversation,
                new NoticeView(
                        NoticeView.Kind.LEFT,
                        event.version(),
                        last,
                        event.at(),
                        gone,
                        null,
                        1,
                        List.of(new NoticeView.MemberChange(gone, null))),
                event.position()));
    }

    private InboxPage entries(FindEntries query) {
        List<InboxEntry> entries = query.conversations().stream()
                .filter(conversation -> since(query.owner(), conversation) != null)
                .map(conversation -> entry(query.owner(), conversation))
                .toList();
        return new InboxPage(entries, null, position());
    }

    private ConversationView conversation(FindConversation query) {
        if (since(query.caller(), query.conversationId()) == null) {
            throw ScriptedSides.queryRefusal(io.verbatim.api.RefusalCode.NOT_FOUND);
        }
        return entry(query.caller(), query.conversationId()).conversation();
    }

    /// From now on this viewer may not see anybody's presence.
    public void hidePresenceFrom(Uid viewer) {
        blind.add(viewer);
    }

    /// From now on this viewer may see everybody's presence.
    public void showPresenceTo(Uid viewer) {
        blind.remove(viewer);
    }

    /// From now on one of these two blocks the other.
    public void block(Uid one, Uid other) {
        blocked.add(Set.of(one, other));
    }

    private Relations relations(FindRelations query) {
        return new Relations(query.people().stream()
                .map(person -> new Relations.Relation(
                        person, true, blocked.contains(Set.of(query.viewer(), person)), LastSeenVisibility.EVERYONE))
                .toList());
    }

    private Profiles profiles(FindProfiles query) {
        return new Profiles(query.people().stream().flatMap(this::profile).toList());
    }

    private synchronized Stream<ProfileView> profile(Uid person) {
        ProfileView view = null;
        for (RecordedEvent event : seen) {
            if (event.aggregateId().equals(person.accountId())) {
                view = switch (event.event()) {
                    case AccountRegistered registered ->
                        new ProfileView(person, event.version(), registered.displayName(), event.at());
                    case DisplayNameChanged changed ->
                        new ProfileView(person, event.version(), changed.displayName(), event.at());
                    case AccountDeleted _ -> new ProfileView(person, event.version(), null, event.at());
                    default -> view;
                };
            }
        }
        return Stream.ofNullable(view);
    }

    private Presences presences(FindPresences query) {
        return new Presences(
                position(),
                query.looks().stream()
                        .map(look -> blind.contains(look.viewer()) ? PresenceView.HIDDEN : presence(look.person()))
                        .toList());
    }

    private PresenceView presence(Uid person) {
        PresenceView view = PresenceView.HIDDEN;
        for (RecordedEvent event : seen) {
            if (event.aggregateId().equals("presence:" + person)) {
                view = switch (event.event()) {
                    case CameOnline _ -> new PresenceView(true, null);
                    case WentOffline offline -> new PresenceView(false, offline.lastActiveAt());
                    default -> view;
                };
            }
        }
        return view;
    }

    private ReceiptChanges receipts(FindReceiptChanges query) {
        return new ReceiptChanges(query.changes().stream()
                .map(moved -> new ReceiptChanges.Changed(
                        moved.conversationId(),
                        moved.members().stream()
                                .map(member -> receipt(moved.conversationId(), member))
                                .toList()))
                .toList());
    }

    private TimelinePage timeline(FindTimeline query) {
        long after = ((FindTimeline.Range.After) query.range()).seq();
        List<MessageView> messages = of(query.conversationId())
                .filter(event -> event.event() instanceof MessageSent sent && sent.seq() > after)
                .limit(query.limit())
                .map(ScriptedViews::view)
                .toList();
        return new TimelinePage(
                messages,
                false,
                messages.stream().map(none -> (MessageStatus) null).toList());
    }

    private List<ConversationId> conversations(Uid person) {
        return seen.stream()
                .filter(event -> event.aggregateId().startsWith("conversation:"))
                .map(event -> ConversationId.ofAggregate(event.aggregateId()))
                .distinct()
                .filter(conversation -> conversation.pair().contains(person) && since(person, conversation) != null)
                .toList();
    }

    /// The event with which a conversation began to exist for somebody, or null.
    private RecordedEvent since(Uid person, ConversationId conversation) {
        return of(conversation)
                .filter(event -> event.event() instanceof MessageSent
                        || (event.event() instanceof DirectConversationOpened opened
                                && opened.members().get(opened.by() - 1).equals(person)))
                .findFirst()
                .orElse(null);
    }

    private Stream<RecordedEvent> of(ConversationId conversation) {
        return seen.stream().filter(event -> event.aggregateId().equals(conversation.aggregateId()));
    }

    private InboxEntry entry(Uid owner, ConversationId conversation) {
        RecordedEvent last = of(conversation).reduce((one, other) -> other).orElseThrow();
        List<MessageView> messages = of(conversation)
                .filter(event -> event.event() instanceof MessageSent)
                .map(ScriptedViews::view)
                .toList();
        List<MemberView> members = conversation.pair().stream()
                .map(uid -> new MemberView(uid, MemberRole.MEMBER, last.at()))
                .toList();
        ReceiptView own = receipt(conversation, conversation.pair().indexOf(owner) + 1);
        ConversationView view = new ConversationView(
                conversation,
                ConversationType.DIRECT,
                null,
                last.version(),
                last.at(),
                2,
                members,
                MemberRole.MEMBER,
                last.at(),
                false,
                1,
                messages.size(),
                0,
                own.readSeq(),
                own.deliveredSeq(),
                0);
        MessageView lastMessage = messages.isEmpty() ? null : messages.getLast();
        return new InboxEntry(view, lastMessage, null, last.at(), List.of(), ConversationSettings.DEFAULT);
    }

    private ReceiptView receipt(ConversationId conversation, int member) {
        long delivered = 0;
        long read = 0;
        for (RecordedEvent event : of(conversation).toList()) {
            if (event.event() instanceof ReceiptsRecorded receipts
                    && receipts.members().contains(member)) {
                int column = receipts.members().indexOf(member);
                delivered = receipts.delivered().get(column);
                read = receipts.read().get(column);
            }
        }
        return new ReceiptView(conversation.pair().get(member - 1), delivered, null, read, null);
    }

    private static MessageView view(RecordedEvent event) {
        MessageSent sent = (MessageSent) Objects.requireNonNull(event.event());
        return MessageView.sent(
                sent.seq(), event.version(), sent.sender(), sent.clientMessageId(), event.at(), sent.content());
    }

    private record Waiting(AtLeast atLeast, Runnable answer) {}
}
