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
import io.verbatim.query.conversation.Amendment.When;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has become of each message that something was asked of after it was sent, with a row that finds it by its last
/// change, and rows for whom an edit mentions.
public final class AmendmentProjection implements Projection<Amendment> {

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
            MessageHidden.class,
            ReceiptsRecorded.class,
            ConversationCleared.class,
            ConversationSettingsChanged.class);

    @Override
    public DocumentKind<Amendment> kind() {
        return Amendment.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(Amendment.key(ConversationId.ofAggregate(event.aggregateId()), seq(event)));
    }

    @Override
    public Amendment fold(String key, @Nullable Amendment before, RecordedEvent event) {
        Amendment amendment = before == null ? Amendment.none(seq(event)) : before;
        When when = new When(event.version(), event.position(), event.at().toEpochMilli());
        return switch (event.event()) {
            case MessageEdited edited -> amendment.edited(edited, when);
            case MessageDeleted deleted -> amendment.deleted(deleted, when);
            case MessageReacted reacted -> amendment.reacted(reacted, when);
            default -> throw unknown(event);
        };
    }

    @Override
    public List<Row> rows(String key, Amendment amendment) {
        if (amendment.last() == null) {
            return List.of();
        }
        ConversationId conversation = new ConversationId(DocumentKind.partition(key));
        long seq = amendment.seq();
        List<Row> rows = new ArrayList<>(1);
        rows.add(StoredMessage.changeRow(conversation, amendment.position(), seq));
        if (amendment.patch() != null && amendment.patch().mentions() != null) {
            amendment.patch().mentions().members().stream()
                    .distinct()
                    .map(mentioned -> Row.of(Mentions.keyOfEdit(conversation, mentioned, seq), amendment.position()))
                    .forEach(rows::add);
        }
        return rows;
    }

    private static long seq(RecordedEvent event) {
        return switch (event.event()) {
            case MessageEdited edited -> edited.seq();
            case MessageDeleted deleted -> deleted.seq();
            case MessageReacted reacted -> reacted.seq();
            default -> throw unknown(event);
        };
    }

    private static IllegalArgumentException unknown(RecordedEvent event) {
        return new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }
}
