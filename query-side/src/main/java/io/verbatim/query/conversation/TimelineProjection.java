package io.verbatim.query.conversation;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.api.presence.CameOnline;
import io.verbatim.api.presence.GatewayLost;
import io.verbatim.api.presence.SessionClosed;
import io.verbatim.api.presence.SessionOpened;
import io.verbatim.api.presence.WentOffline;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Each message of each conversation, with a row that finds it by its last change.
public final class TimelineProjection implements Projection<StoredMessage> {

    @Override
    public DocumentKind<StoredMessage> kind() {
        return StoredMessage.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return Set.of(
                SessionOpened.class,
                CameOnline.class,
                SessionClosed.class,
                WentOffline.class,
                GatewayLost.class,
                DirectConversationOpened.class,
                ReceiptsRecorded.class,
                AccountRegistered.class,
                DeviceSignedIn.class,
                DeviceSignedOut.class);
    }

    @Override
    public boolean insertsOnly() {
        return true;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(StoredMessage.key(
                ConversationId.ofAggregate(event.aggregateId()), sent(event).seq()));
    }

    @Override
    public StoredMessage fold(String key, @Nullable StoredMessage before, RecordedEvent event) {
        MessageSent sent = sent(event);
        return new StoredMessage(
                sent.seq(),
                event.version(),
                sent.sender(),
                sent.clientMessageId(),
                event.at().toEpochMilli(),
                event.position(),
                sent.content());
    }

    @Override
    public List<Row> rows(String key, StoredMessage message) {
        ConversationId conversation = new ConversationId(DocumentKind.partition(key));
        return List.of(Row.of(
                StoredMessage.changeKey(conversation, message.position()),
                message.position(),
                Long.toString(message.seq())));
    }

    private static MessageSent sent(RecordedEvent event) {
        if (event.event() instanceof MessageSent sent) {
            return sent;
        }
        throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }
}
