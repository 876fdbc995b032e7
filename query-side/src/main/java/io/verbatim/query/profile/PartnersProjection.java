package io.verbatim.query.profile;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.DirectConversationOpened;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// With whom each person has a direct conversation.
public final class PartnersProjection implements Projection<Partners> {

    private static final Set<Class<? extends Event>> IGNORED = ignoring();

    @Override
    public DocumentKind<Partners> kind() {
        return Partners.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(Partners.KIND.key(
                ConversationId.ofAggregate(event.aggregateId()).value()));
    }

    @Override
    public Partners fold(String key, @Nullable Partners before, RecordedEvent event) {
        return before == null ? new Partners(event.position()) : before;
    }

    @Override
    public List<Row> rows(String key, Partners partners) {
        List<Uid> pair = new ConversationId(DocumentKind.partition(key)).pair();
        Uid one = pair.getFirst();
        Uid other = pair.getLast();
        return List.of(
                Row.of(Partners.row(one, other), partners.position()),
                Row.of(Partners.row(other, one), partners.position()));
    }

    /// All but the opening.
    private static Set<Class<? extends Event>> ignoring() {
        Set<Class<? extends Event>> ignored =
                new HashSet<>(Ignored.allOf(ConversationEvent.class, PresenceEvent.class, GatewayEvent.class));
        ignored.addAll(Ignored.allOf(AccountEvent.class));
        ignored.remove(DirectConversationOpened.class);
        return Set.copyOf(ignored);
    }
}
