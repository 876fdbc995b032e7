package io.verbatim.query.conversation;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
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
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.conversation.Watermarks.Watermark;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The watermarks of all members.
public final class ReceiptsProjection implements Projection<Watermarks> {

    static final Set<Class<? extends Event>> IGNORED = Ignored.allOf(
            AccountEvent.class,
            PresenceEvent.class,
            GatewayEvent.class,
            DirectConversationOpened.class,
            GroupCreated.class,
            GroupRetitled.class,
            MembersAdded.class,
            MemberLeft.class,
            MemberRolesChanged.class,
            MessageSent.class,
            MessageEdited.class,
            MessageDeleted.class,
            MessageHidden.class,
            MessageReacted.class,
            ConversationCleared.class,
            ConversationSettingsChanged.class,
            DirectConversationBlocked.class,
            DirectConversationUnblocked.class,
            DirectConversationLeft.class);

    @Override
    public DocumentKind<Watermarks> kind() {
        return Watermarks.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        ConversationId conversation = ConversationId.ofAggregate(event.aggregateId());
        List<String> keys = new ArrayList<>();
        for (int block : blocks(event)) {
            keys.add(Watermarks.key(conversation, block));
        }
        return keys;
    }

    @Override
    public Watermarks fold(String key, @Nullable Watermarks before, RecordedEvent event) {
        ReceiptsRecorded receipts = recorded(event);
        Watermarks marks = before == null ? Watermarks.NONE : before;
        long block = KeyNumbers.read(key, key.length() - KeyNumbers.WIDTH);
        List<Watermark> members = new ArrayList<>(marks.members());
        for (int i = 0; i < receipts.members().size(); i++) {
            int member = receipts.members().get(i);
            if (Watermarks.block(member) == block) {
                int at = place(members, member);
                Watermark old = isAt(members, at, member) ? members.remove(at) : Watermark.none(member);
                members.add(
                        at,
                        old.moved(
                                receipts.delivered().get(i),
                                receipts.read().get(i),
                                event.at().toEpochMilli(),
                                event.position()));
            }
        }
        return new Watermarks(members);
    }

    /// Where a member stands, or would stand: they are in the order of their numbers, and at most 64.
    private static int place(List<Watermark> members, int member) {
        int at = 0;
        while (at < members.size() && members.get(at).member() < member) {
            at++;
        }
        return at;
    }

    private static boolean isAt(List<Watermark> members, int at, int member) {
        return at < members.size() && members.get(at).member() == member;
    }

    /// The blocks of members that an event is about, mostly one.
    static List<Integer> blocks(RecordedEvent event) {
        List<Integer> blocks = new ArrayList<>(1);
        for (int member : recorded(event).members()) {
            int block = Watermarks.block(member);
            if (!blocks.contains(block)) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    static ReceiptsRecorded recorded(RecordedEvent event) {
        if (event.event() instanceof ReceiptsRecorded receipts) {
            return receipts;
        }
        throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }
}
