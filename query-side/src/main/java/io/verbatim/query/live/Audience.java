package io.verbatim.query.live;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.DirectConversationLeft;
import io.verbatim.api.conversation.DirectConversationOpened;
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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whom an event concerns.
final class Audience {

    private Audience() {}

    /// Whose watchers an event concerns: those of the person whose presence or account it is; null: nobody's.
    static @Nullable Uid watched(RecordedEvent event) {
        String aggregate = event.aggregateId();
        return AggregateKind.PRESENCE.owns(aggregate)
                ? new Uid(AggregateKind.PRESENCE.nameOf(aggregate))
                : AggregateKind.ACCOUNT.owns(aggregate) ? new Uid(AggregateKind.ACCOUNT.nameOf(aggregate)) : null;
    }

    /// The group that an event concerns all members of; null: none.
    static @Nullable ConversationId group(RecordedEvent event) {
        return switch (event.event()) {
            case MessageSent _,
                    MessageEdited _,
                    MessageDeleted _,
                    MessageReacted _,
                    ReceiptsRecorded _,
                    GroupCreated _,
                    GroupRetitled _,
                    MembersAdded _,
                    MemberLeft _,
                    MemberRolesChanged _ -> {
                ConversationId conversation = ConversationId.ofAggregate(event.aggregateId());
                yield conversation.isDirect() ? null : conversation;
            }
            default -> null;
        };
    }

    private static List<Uid> pair(RecordedEvent event) {
        ConversationId conversation = ConversationId.ofAggregate(event.aggregateId());
        return conversation.isDirect() ? conversation.pair() : List.of();
    }

    /// Of a direct conversation both, but for its opening, which is known to the one who opens alone:
    /// nobody is told of a conversation to which nobody has written. Of its leaving by one the other, if it
    /// exists for that one: the views say so. What somebody has changed for itself alone is nobody else's
    /// matter; receipts of those who have left a group among it.
    static List<Uid> of(RecordedEvent event) {
        return switch (event.event()) {
            case DirectConversationOpened opened -> List.of(opened.members().get(opened.by() - 1));
            case MessageSent _, MessageEdited _, MessageDeleted _, MessageReacted _ -> pair(event);
            case ReceiptsRecorded moved ->
                Stream.concat(pair(event).stream(), moved.former().stream()).toList();
            case MessageHidden hidden -> List.of(hidden.by());
            case ConversationCleared cleared -> List.of(cleared.by());
            case ConversationSettingsChanged changed -> List.of(changed.by());
            case DirectConversationLeft left ->
                pair(event).stream()
                        .filter(person -> !person.equals(left.members().get(left.by() - 1)))
                        .toList();
            case AccountEvent _ -> List.of(new Uid(AggregateKind.ACCOUNT.nameOf(event.aggregateId())));
            default -> List.of();
        };
    }
}
