package io.verbatim.query.account;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where each account changed last. A registration is no change: there is nobody yet to be told of it.
public final class AccountChangeProjection implements Projection<AccountChange> {

    private static final Set<Class<? extends Event>> IGNORED =
            Ignored.allOf(ConversationEvent.class, PresenceEvent.class, GatewayEvent.class, AccountRegistered.class);

    @Override
    public DocumentKind<AccountChange> kind() {
        return AccountChange.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
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
