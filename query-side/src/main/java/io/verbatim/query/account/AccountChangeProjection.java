package io.verbatim.query.account;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.conversation.ConversationCleared;
import io.verbatim.api.conversation.ConversationSettingsChanged;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.conversation.MessageDeleted;
import io.verbatim.api.conversation.MessageEdited;
import io.verbatim.api.conversation.MessageHidden;
import io.verbatim.api.conversation.MessageReacted;
import io.verbatim.api.conversation.MessageSent;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Projection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where each account changed last. A registration is no change: there is nobody yet to be told of it.
public final class AccountChangeProjection implements Projection<AccountChange> {

    @Override
    public DocumentKind<AccountChange> kind() {
        return AccountChange.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return Set.of(
                AccountRegistered.class,
                DirectConversationOpened.class,
                MessageSent.class,
                MessageEdited.class,
                MessageDeleted.class,
                MessageHidden.class,
                MessageReacted.class,
                ReceiptsRecorded.class,
                ConversationCleared.class,
                ConversationSettingsChanged.class);
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(AccountChange.key(new Uid(AggregateKind.ACCOUNT.nameOf(event.aggregateId()))));
    }

    @Override
    public AccountChange fold(String key, @Nullable AccountChange before, RecordedEvent event) {
        return new AccountChange(event.position());
    }
}
