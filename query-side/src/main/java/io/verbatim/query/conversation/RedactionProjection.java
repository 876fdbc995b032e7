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
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes what was said out of messages that are deleted for everyone: the same documents as [TimelineProjection]'s,
/// which writes them unread. All rows of a message stay as they were, so that it does not matter which of the two has
/// declared them.
public final class RedactionProjection implements Projection<StoredMessage> {

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
            MessageHidden.class,
            MessageReacted.class,
            ReceiptsRecorded.class,
            ConversationCleared.class,
            ConversationSettingsChanged.class);

    @Override
    public DocumentKind<StoredMessage> kind() {
        return StoredMessage.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        if (event.event() instanceof MessageDeleted deleted) {
            return List.of(StoredMessage.key(ConversationId.ofAggregate(event.aggregateId()), deleted.seq()));
        }
        throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }

    @Override
    public StoredMessage fold(String key, @Nullable StoredMessage before, RecordedEvent event) {
        if (before == null) {
            throw new IllegalArgumentException("message: " + key + " (expected: there before it is deleted)");
        }
        return before.redacted();
    }

    @Override
    public List<Row> rows(String key, StoredMessage message) {
        return StoredMessage.rows(key, message);
    }
}
