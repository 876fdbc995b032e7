package io.verbatim.query.conversation;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.DirectConversationBlocked;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.DirectConversationUnblocked;
import io.verbatim.api.conversation.GroupCreated;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessagePatch.Mentions;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.conversation.Head.Member;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The head of each conversation, with one inbox row and one change row for each of two. Who is in a group stands in
/// [MembersProjection]'s documents: of a message to it, the head is written, whatever its size.
public final class HeadProjection implements Projection<Head> {

    private static final Set<Class<? extends Event>> IGNORED =
            Ignored.allOf(AccountEvent.class, PresenceEvent.class, GatewayEvent.class);

    @Override
    public DocumentKind<Head> kind() {
        return Head.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(Head.key(ConversationId.ofAggregate(event.aggregateId())));
    }

    @Override
    public Head fold(String key, @Nullable Head before, RecordedEvent event) {
        Head head = before == null || before.isForNobody() ? begun(Head.conversation(key), event) : before;
        return switch (event.event()) {
            case DirectConversationOpened opened -> opened(head, opened, event);
            case GroupCreated created -> created(created, event);
            case GroupRetitled retitled ->
                group(head, event, group -> group.retitled(retitled.title(), event.position()));
            case MembersAdded added -> group(head, event, group -> group.with(added.memberCount(), event.position()));
            case MemberLeft left -> group(head, event, group -> group.with(left.memberCount(), event.position()));
            case MemberRolesChanged _ -> told(head, event);
            case MessageSent sent -> sent(head, sent, event);
            case MessageEdited edited -> edited(head, edited, event);
            case MessageDeleted _, MessageReacted _ -> told(head, event);
            case ReceiptsRecorded _ ->
                head.group() == null ? told(head, event) : group(head, event, group -> group.movedAt(event.position()));
            case MessageHidden hidden ->
                own(head, event, hidden.by(), own -> own.hidden(hidden.seq(), event.position()));
            case ConversationCleared cleared ->
                own(head, event, cleared.by(), own -> own.cleared(cleared.through(), event));
            case ConversationSettingsChanged changed ->
                own(head, event, changed.by(), own -> own.set(changed.settings(), event));
            // nobody is told, and nothing changes but the version
            case DirectConversationBlocked _, DirectConversationUnblocked _ ->
                head.with(event.version(), head.members());
            case DirectConversationLeft left -> left(head, left, event);
            default -> throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
        };
    }

    @Override
    public @Nullable String decidedBy(RecordedEvent event) {
        ConversationId conversation = ConversationId.ofAggregate(event.aggregateId());
        return switch (event.event()) {
            case MessageEdited edited -> Amendment.key(conversation, edited.seq());
            case MessageDeleted deleted -> Amendment.key(conversation, deleted.seq());
            case MessageReacted reacted -> Amendment.key(conversation, reacted.seq());
            case MessageHidden hidden -> HiddenMessage.key(conversation, hidden.by(), hidden.seq());
            default -> null;
        };
    }

    /// Nobody is told, and nobody is shown another version: only who waits for this event has it.
    @Override
    public Head dropped(String key, @Nullable Head before, RecordedEvent event) {
        return before == null ? fold(key, null, event) : before.seen(event.version());
    }

    @Override
    public List<Row> rows(String key, Head head) {
        ConversationId conversation = Head.conversation(key);
        List<Row> rows = new ArrayList<>(2 * head.members().size());
        for (Member member : head.members()) {
            if (head.isShown(member)) {
                rows.add(Row.of(
                        Head.inboxKey(member.uid(), head.activityAt(member), conversation),
                        head.activityPosition(member)));
            }
            if (member.exists()) {
                rows.add(Row.of(Head.changeKey(member.uid(), member.changed(), conversation), member.changed()));
            }
        }
        return rows;
    }

    private static Head created(GroupCreated created, RecordedEvent event) {
        GroupHead group = new GroupHead(
                created.title(), created.title(), 0, created.members().size(), event.position(), 0);
        return new Head(event.version(), event.version(), event.at().toEpochMilli(), 0, 0, 0, List.of(), group);
    }

    private static Head group(Head head, RecordedEvent event, UnaryOperator<GroupHead> change) {
        GroupHead group = head.group();
        return new Head(
                event.version(),
                event.version(),
                head.createdAt(),
                head.lastSeq(),
                head.lastAt(),
                head.lastPosition(),
                head.members(),
                group == null ? null : change.apply(group));
    }

    private static Head begun(ConversationId conversation, RecordedEvent event) {
        if (!conversation.isDirect()) {
            return new Head(0, event.at().toEpochMilli(), 0, 0, 0, List.of());
        }
        List<Member> members = new ArrayList<>(2);
        for (Uid uid : conversation.pair()) {
            members.add(new Member(uid, 0, 0, 0, 0, null, null));
        }
        return new Head(0, event.at().toEpochMilli(), 0, 0, 0, members);
    }

    /// The other one is not told, and the one who has it already has nothing new.
    private static Head opened(Head head, DirectConversationOpened opened, RecordedEvent event) {
        Uid by = opened.members().get(opened.by() - 1);
        return head.with(
                event.version(), members(head, member -> member.uid().equals(by) ? joined(member, event) : member));
    }

    private static Head sent(Head head, MessageSent sent, RecordedEvent event) {
        List<Member> members = members(head, before -> {
            Member member = joined(before, event);
            long ownSeq = member.uid().equals(sent.sender()) ? sent.seq() : member.ownSeq();
            Own own = sent.content().mentions().contains(member.uid())
                    ? member.owned().mentioned(sent.seq())
                    : member.own();
            return new Member(
                    member.uid(), member.since(), member.joinedAt(), ownSeq, event.position(), member.gone(), own);
        });
        GroupHead group = head.group();
        return new Head(
                event.version(),
                event.version(),
                head.createdAt(),
                sent.seq(),
                event.at().toEpochMilli(),
                event.position(),
                members,
                group == null ? null : group.changed(event.position()));
    }

    /// The other one is told, if the conversation exists for it.
    private static Head left(Head head, DirectConversationLeft left, RecordedEvent event) {
        Uid gone = left.members().get(left.by() - 1);
        Head told = told(head, event);
        return told.with(
                event.version(), members(told, member -> member.uid().equals(gone) ? member.goneBy(event) : member));
    }

    private static Head edited(Head head, MessageEdited edited, RecordedEvent event) {
        Mentions mentions = edited.patch().mentions();
        List<Uid> mentioned = mentions == null ? List.of() : mentions.members();
        Head told = told(head, event);
        return told.with(
                event.version(),
                members(
                        told,
                        member -> mentioned.contains(member.uid())
                                ? member.with(member.owned().mentioned(edited.seq()))
                                : member));
    }

    /// Something that is one member's alone, and told to nobody else.
    private static Head own(Head head, RecordedEvent event, Uid by, UnaryOperator<Own> change) {
        return head.with(
                event.version(),
                members(
                        head,
                        member -> member.uid().equals(by)
                                ? member.with(change.apply(member.owned())).changedAt(event.position())
                                : member));
    }

    private static Head told(Head head, RecordedEvent event) {
        if (head.group() != null) {
            return group(head, event, group -> group.changed(event.position()));
        }
        return head.with(
                event.version(),
                members(head, member -> member.exists() ? member.changedAt(event.position()) : member));
    }

    private static Member joined(Member member, RecordedEvent event) {
        return member.exists()
                ? member
                : new Member(
                        member.uid(),
                        event.position(),
                        event.at().toEpochMilli(),
                        member.ownSeq(),
                        event.position(),
                        member.gone(),
                        member.own());
    }

    private static List<Member> members(Head head, UnaryOperator<Member> change) {
        List<Member> changed = new ArrayList<>(head.members().size());
        for (Member member : head.members()) {
            changed.add(change.apply(member));
        }
        return changed;
    }
}
