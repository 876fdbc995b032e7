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
import io.verbatim.api.conversation.MemberRole;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Who is, or was, a member of each group, with what is each member's alone. Of a message only the block of its sender
/// is touched; of a direct conversation nothing is.
public final class MembersProjection implements Projection<Members> {

    private static final Set<Class<? extends Event>> IGNORED = Ignored.allOf(
            AccountEvent.class,
            PresenceEvent.class,
            GatewayEvent.class,
            DirectConversationOpened.class,
            DirectConversationBlocked.class,
            DirectConversationUnblocked.class,
            DirectConversationLeft.class,
            GroupRetitled.class,
            MessageEdited.class,
            MessageDeleted.class,
            MessageReacted.class,
            ReceiptsRecorded.class);

    @Override
    public DocumentKind<Members> kind() {
        return Members.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        ConversationId conversation = ConversationId.ofAggregate(event.aggregateId());
        if (conversation.isDirect()) {
            return List.of();
        }
        return switch (event.event()) {
            case GroupCreated created -> keys(conversation, 1, created.members().size());
            case MembersAdded added ->
                keys(conversation, added.firstMember(), added.people().size());
            case MemberRolesChanged changed ->
                changed.members().stream()
                        .map(member -> Members.key(conversation, Members.block(member)))
                        .distinct()
                        .toList();
            case MemberLeft left -> List.of(key(conversation, left.member()));
            case MessageSent sent -> List.of(key(conversation, sent.member()));
            case MessageHidden hidden -> List.of(key(conversation, hidden.member()));
            case ConversationCleared cleared -> List.of(key(conversation, cleared.member()));
            case ConversationSettingsChanged changed -> List.of(key(conversation, changed.member()));
            default -> throw unknown(event);
        };
    }

    @Override
    public Members fold(String key, @Nullable Members before, RecordedEvent event) {
        Members members = before == null ? Members.NONE : before;
        long block = KeyNumbers.read(key, key.length() - KeyNumbers.WIDTH);
        return switch (event.event()) {
            case GroupCreated created -> joined(members, block, created, event);
            case MembersAdded added -> joined(members, block, added, event);
            case MemberRolesChanged changed -> changed(members, block, changed, event.position());
            case MemberLeft left -> with(members, left.member(), stay -> stay.left(left, event));
            case MessageSent sent -> with(members, sent.member(), stay -> stay.sent(sent.seq()));
            case MessageHidden hidden ->
                own(members, hidden.member(), own -> own.hidden(hidden.seq(), event.position()));
            case ConversationCleared cleared ->
                own(members, cleared.member(), own -> own.cleared(cleared.through(), event));
            case ConversationSettingsChanged changed ->
                own(members, changed.member(), own -> own.set(changed.settings(), event));
            default -> throw unknown(event);
        };
    }

    @Override
    public @Nullable String decidedBy(RecordedEvent event) {
        return event.event() instanceof MessageHidden hidden
                ? HiddenMessage.key(ConversationId.ofAggregate(event.aggregateId()), hidden.by(), hidden.seq())
                : null;
    }

    @Override
    public Members dropped(String key, @Nullable Members before, RecordedEvent event) {
        return before == null ? fold(key, null, event) : before;
    }

    @Override
    public List<Row> rows(String key, Members members) {
        ConversationId conversation = new ConversationId(DocumentKind.partition(key));
        return members.stays().stream()
                .map(stay -> Members.row(conversation, stay))
                .toList();
    }

    private static Members joined(Members members, long block, GroupCreated created, RecordedEvent event) {
        List<Stay> stays = new ArrayList<>(members.stays());
        for (int i = 0; i < created.members().size(); i++) {
            if (Members.block(i + 1) == block) {
                MemberRole role = i == 0 ? MemberRole.OWNER : MemberRole.MEMBER;
                stays.add(Stay.joined(i + 1, created.members().get(i), role, 0, event));
            }
        }
        return new Members(stays);
    }

    private static Members joined(Members members, long block, MembersAdded added, RecordedEvent event) {
        List<Stay> stays = new ArrayList<>(members.stays());
        for (int i = 0; i < added.people().size(); i++) {
            int number = added.firstMember() + i;
            if (Members.block(number) == block) {
                Uid person = added.people().get(i);
                stays.add(Stay.joined(number, person, added.role(), added.afterSeq(), event));
            }
        }
        return new Members(stays);
    }

    private static Members changed(Members members, long block, MemberRolesChanged changed, long position) {
        Members then = members;
        for (int i = 0; i < changed.members().size(); i++) {
            MemberRole role = changed.roles().get(i);
            if (Members.block(changed.members().get(i)) == block) {
                then = with(then, changed.members().get(i), stay -> stay.with(role, position));
            }
        }
        return then;
    }

    private static Members own(Members members, int member, UnaryOperator<Own> change) {
        return with(members, member, stay -> stay.with(change.apply(stay.owned())));
    }

    private static Members with(Members members, int member, UnaryOperator<Stay> change) {
        Stay stay = members.of(member);
        if (stay == null) {
            throw new IllegalStateException("member: " + member + " (expected: one that has joined)");
        }
        return members.with(change.apply(stay));
    }

    private static List<String> keys(ConversationId conversation, int first, int count) {
        List<String> keys = new ArrayList<>(2);
        for (int block = Members.block(first); block <= Members.block(first + count - 1); block++) {
            keys.add(Members.key(conversation, block));
        }
        return keys;
    }

    private static String key(ConversationId conversation, int member) {
        return Members.key(conversation, Members.block(member));
    }

    private static IllegalArgumentException unknown(RecordedEvent event) {
        return new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }
}
