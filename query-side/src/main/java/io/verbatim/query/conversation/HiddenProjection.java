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
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people have deleted for themselves, with a row that finds it by when. To hide what is hidden changes nothing.
public final class HiddenProjection implements Projection<HiddenMessage> {

    private static final Set<Class<? extends Event>> IGNORED = Ignored.allOf(
            AccountEvent.class,
            PresenceEvent.class,
            GatewayEvent.class,
            DirectConversationOpened.class,
            GroupCreated.class,
            GroupRetitled.class,
            MembersAdded.class,
            MemberLeft.class,
            MemberRolesChanged.class,
            DirectConversationBlocked.class,
            DirectConversationUnblocked.class,
            DirectConversationLeft.class,
            MessageSent.class,
            MessageEdited.class,
            MessageDeleted.class,
            MessageReacted.class,
            ReceiptsRecorded.class,
            ConversationCleared.class,
            ConversationSettingsChanged.class);

    private static final int NAME = "hi/".length();

    @Override
    public DocumentKind<HiddenMessage> kind() {
        return HiddenMessage.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        MessageHidden hidden = hidden(event);
        return List.of(HiddenMessage.key(ConversationId.ofAggregate(event.aggregateId()), hidden.by(), hidden.seq()));
    }

    @Override
    public HiddenMessage fold(String key, @Nullable HiddenMessage before, RecordedEvent event) {
        return before == null ? new HiddenMessage(hidden(event).seq(), event.version(), event.position()) : before;
    }

    @Override
    public List<Row> rows(String key, HiddenMessage message) {
        String conversation = DocumentKind.partition(key);
        int person = NAME + conversation.length() + 1;
        return List.of(Row.of(
                HiddenMessage.changeKey(
                        new ConversationId(conversation),
                        new Uid(key.substring(person, person + Uid.LENGTH)),
                        message.position()),
                message.position(),
                Long.toString(message.seq())));
    }

    private static MessageHidden hidden(RecordedEvent event) {
        if (event.event() instanceof MessageHidden hidden) {
            return hidden;
        }
        throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }
}
