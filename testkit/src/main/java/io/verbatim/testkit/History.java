package io.verbatim.testkit;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Event;
import io.verbatim.api.EventMetadata;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.LastSeenVisibilityChanged;
import io.verbatim.api.account.PasswordChanged;
import io.verbatim.api.account.PersonBlocked;
import io.verbatim.api.account.PersonUnblocked;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettings;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageContent;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessagePatch;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.GatewayLost;
import io.verbatim.api.presence.SessionClosed;
import io.verbatim.api.presence.SessionOpened;
import io.verbatim.api.presence.WentOffline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

/// A log as a test tells it: positions, sequences and `seq`s count by themselves, and a second passes with
/// every event.
/// Nothing is decided here: what a test tells has happened, allowed or not.
public final class History {

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<ConversationId, Long> lastSeqs = new HashMap<>();
    private final Map<ConversationId, Watermarks> watermarks = new HashMap<>();
    private final Map<ConversationId, List<Uid>> stays = new HashMap<>();
    private final Map<ConversationId, Set<Uid>> present = new HashMap<>();
    private Instant now = TestClock.START;

    /// Everything so far, in the log's order.
    public List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    /// The last event.
    public RecordedEvent last() {
        return events.getLast();
    }

    /// A person has an account, with this display name.
    public History registered(Uid person, String displayName) {
        return add(
                person.accountId(),
                person,
                new AccountRegistered("c-" + person, TransparentKeys.profile(person, displayName)));
    }

    public History signedIn(Uid person, String device) {
        return add(person.accountId(), person, new DeviceSignedIn(DeviceId.of(device), null));
    }

    public History signedOut(Uid person, String device) {
        return add(person.accountId(), person, new DeviceSignedOut(DeviceId.of(device)));
    }

    public History renamed(Uid person, String displayName) {
        return add(person.accountId(), person, new DisplayNameChanged(TransparentKeys.profile(person, displayName)));
    }

    public History visibleTo(Uid person, LastSeenVisibility visibility) {
        return add(person.accountId(), person, new LastSeenVisibilityChanged(visibility));
    }

    public History passwordChanged(Uid person) {
        return add(person.accountId(), person, new PasswordChanged("another"));
    }

    public History deleted(Uid person) {
        return add(person.accountId(), person, new AccountDeleted());
    }

    /// Somebody blocks another, and their conversation is told.
    public History blocked(Uid by, Uid person) {
        ConversationId conversation = ConversationId.direct(by, person);
        List<Uid> pair = conversation.pair();
        return add(by.accountId(), by, new PersonBlocked(person))
                .add(conversation.aggregateId(), by, new DirectConversationBlocked(pair.indexOf(by) + 1, pair));
    }

    public History unblocked(Uid by, Uid person) {
        ConversationId conversation = ConversationId.direct(by, person);
        List<Uid> pair = conversation.pair();
        return add(by.accountId(), by, new PersonUnblocked(person))
                .add(conversation.aggregateId(), by, new DirectConversationUnblocked(pair.indexOf(by) + 1, pair));
    }

    /// The direct conversation with another is told that somebody is no more.
    public History left(Uid by, Uid with) {
        ConversationId conversation = ConversationId.direct(by, with);
        List<Uid> pair = conversation.pair();
        return add(conversation.aggregateId(), by, new DirectConversationLeft(pair.indexOf(by) + 1, pair));
    }

    /// Somebody opens the direct conversation with another.
    public History opened(Uid by, Uid with) {
        ConversationId conversation = ConversationId.direct(by, with);
        List<Uid> pair = conversation.pair();
        return add(conversation.aggregateId(), by, new DirectConversationOpened(pair.indexOf(by) + 1, pair));
    }

    /// Somebody says something in the direct conversation with another.
    public History sent(Uid sender, Uid to, String text) {
        return sent(sender, to, UUID.randomUUID().toString(), text);
    }

    public History sent(Uid sender, Uid to, String clientMessageId, String text) {
        return sent(sender, to, clientMessageId, MessageContent.text(TransparentKeys.message(sender, text)));
    }

    public History sent(Uid sender, Uid to, String clientMessageId, MessageContent content) {
        ConversationId conversation = ConversationId.direct(sender, to);
        long seq = lastSeqs.merge(conversation, 1L, Long::sum);
        int member = conversation.pair().indexOf(sender) + 1;
        return add(conversation.aggregateId(), sender, new MessageSent(seq, member, sender, clientMessageId, content));
    }

    /// Anything else that happens in the direct conversation of two.
    ///
    /// @param event of the member's number
    public History did(Uid by, Uid with, IntFunction<Event> event) {
        ConversationId conversation = ConversationId.direct(by, with);
        return add(
                conversation.aggregateId(), by, event.apply(conversation.pair().indexOf(by) + 1));
    }

    /// A message in the direct conversation with another is edited by its sender.
    public History edited(Uid by, Uid with, long seq, String text) {
        return did(
                by,
                with,
                member -> new MessageEdited(seq, member, by, MessagePatch.text(TransparentKeys.message(by, text))));
    }

    /// A message in the direct conversation with another is deleted for everyone.
    public History deleted(Uid by, Uid with, long seq) {
        return did(by, with, member -> new MessageDeleted(seq, member, by));
    }

    /// Somebody deletes a message in the direct conversation with another for itself.
    public History hidden(Uid by, Uid with, long seq) {
        return did(by, with, member -> new MessageHidden(seq, member, by));
    }

    /// Somebody asks for a reaction to a message in the direct conversation with another to stand, or to be gone.
    public History reacted(Uid by, Uid with, long seq, String emoji, boolean active) {
        return did(by, with, member -> new MessageReacted(seq, member, by, emoji, active));
    }

    /// Somebody deletes the chat with another for itself.
    public History cleared(Uid by, Uid with, long through) {
        return did(by, with, member -> new ConversationCleared(member, by, through));
    }

    /// Somebody chooses settings for the direct conversation with another.
    public History set(Uid by, Uid with, ConversationSettings settings) {
        return did(by, with, member -> new ConversationSettingsChanged(member, by, settings));
    }

    /// Everything up to `upTo` has reached somebody in the direct conversation with another.
    public History delivered(Uid member, Uid with, long upTo) {
        return receipts(member, with, upTo, 0);
    }

    /// Somebody has read everything up to `upTo` in the direct conversation with another.
    public History read(Uid member, Uid with, long upTo) {
        return receipts(member, with, upTo, upTo);
    }

    /// Somebody's device connects to a gateway, and no other has.
    public History cameOnline(Uid person, String device, String gateway) {
        String presence = AggregateKind.PRESENCE.idOf(person.value());
        return add(presence, person, new SessionOpened(DeviceId.of(device), gateway))
                .add(presence, person, new CameOnline());
    }

    /// The only device that somebody had connected is away, since a second ago.
    public History wentOffline(Uid person, String device, String gateway) {
        String presence = AggregateKind.PRESENCE.idOf(person.value());
        Instant lastActiveAt = now.minusSeconds(1);
        return add(presence, person, new SessionClosed(DeviceId.of(device), gateway, lastActiveAt))
                .add(presence, person, new WentOffline(lastActiveAt));
    }

    /// A gateway was lost.
    public History gatewayLost(String gateway, Instant at) {
        return add(AggregateKind.GATEWAY.idOf(gateway), People.STRANGER.uid(), new GatewayLost(at));
    }

    /// Somebody creates a group.
    public History created(ConversationId group, Uid by, String title, Uid... others) {
        List<Uid> members = new ArrayList<>(List.of(by));
        members.addAll(List.of(others));
        stays.put(group, new ArrayList<>(members));
        present.put(group, new LinkedHashSet<>(members));
        return add(group.aggregateId(), by, new GroupCreated(TransparentKeys.message(by, title), members));
    }

    /// A group is called otherwise.
    public History retitled(ConversationId group, Uid by, String title) {
        return did(
                group, by, member -> new GroupRetitled(member, by, TransparentKeys.message(by, title), lastSeq(group)));
    }

    /// People become members of a group.
    public History added(ConversationId group, Uid by, Uid... people) {
        List<Uid> all = stays(group);
        int first = all.size() + 1;
        all.addAll(List.of(people));
        present(group).addAll(List.of(people));
        return add(
                group.aggregateId(),
                by,
                new MembersAdded(
                        by,
                        first,
                        List.of(people),
                        MemberRole.MEMBER,
                        lastSeq(group),
                        present(group).size()));
    }

    /// Somebody is a member of a group no more.
    public History removed(ConversationId group, Uid by, Uid person) {
        int member = member(group, person);
        present(group).remove(person);
        return add(
                group.aggregateId(),
                by,
                new MemberLeft(
                        member, person, by, lastSeq(group), present(group).size()));
    }

    /// A member of a group may do other things than before.
    public History promoted(ConversationId group, Uid by, Uid person, MemberRole role) {
        return add(
                group.aggregateId(),
                by,
                new MemberRolesChanged(
                        by,
                        List.of(member(group, person)),
                        List.of(person),
                        List.of(role),
                        lastSeq(group),
                        present(group).size()));
    }

    /// Somebody says something in a group.
    public History sent(ConversationId group, Uid sender, String text) {
        return sent(group, sender, MessageContent.text(TransparentKeys.message(sender, text)));
    }

    public History sent(ConversationId group, Uid sender, MessageContent content) {
        long seq = lastSeqs.merge(group, 1L, Long::sum);
        return did(
                group,
                sender,
                member -> new MessageSent(seq, member, sender, UUID.randomUUID().toString(), content));
    }

    /// Anything else that happens in a group.
    ///
    /// @param event of the member's number
    public History did(ConversationId group, Uid by, IntFunction<Event> event) {
        return add(group.aggregateId(), by, event.apply(member(group, by)));
    }

    /// Somebody who is, or was, a member has read everything up to `upTo` in a group.
    public History read(ConversationId group, Uid member, long upTo) {
        List<Uid> former = present(group).contains(member) ? List.of() : List.of(member);
        return did(
                group, member, number -> new ReceiptsRecorded(List.of(number), List.of(upTo), List.of(upTo), former));
    }

    /// The number of somebody's last stay in a group.
    public int member(ConversationId group, Uid person) {
        return stays(group).lastIndexOf(person) + 1;
    }

    private List<Uid> stays(ConversationId group) {
        return stays.computeIfAbsent(group, unknown -> new ArrayList<>());
    }

    private Set<Uid> present(ConversationId group) {
        return present.computeIfAbsent(group, unknown -> new LinkedHashSet<>());
    }

    private long lastSeq(ConversationId group) {
        return lastSeqs.getOrDefault(group, 0L);
    }

    /// Time passes.
    public History at(Instant instant) {
        now = instant;
        return this;
    }

    /// Anything else.
    public History add(String aggregateId, Uid actor, Event event) {
        long sequence = sequences.merge(aggregateId, 1L, Long::sum) - 1;
        EventMetadata metadata = EventMetadata.of(actor, null);
        events.add(new RecordedEvent(events.size() + 1L, now, aggregateId, sequence, metadata, event));
        now = now.plusSeconds(1);
        return this;
    }

    private History receipts(Uid member, Uid with, long delivered, long read) {
        ConversationId conversation = ConversationId.direct(member, with);
        Watermarks marks = watermarks.computeIfAbsent(conversation, fresh -> new Watermarks(new long[3], new long[3]));
        int number = conversation.pair().indexOf(member) + 1;
        marks.delivered[number] = Math.max(marks.delivered[number], delivered);
        marks.read[number] = Math.max(marks.read[number], read);
        return add(
                conversation.aggregateId(),
                member,
                new ReceiptsRecorded(List.of(number), List.of(marks.delivered[number]), List.of(marks.read[number])));
    }

    @SuppressWarnings("ArrayRecordComponent") // a pair of counters by member number, never compared
    private record Watermarks(long[] delivered, long[] read) {}
}
