package io.verbatim.query.conversation;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountEvent;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.GroupRetitled;
import io.verbatim.api.conversation.MemberLeft;
import io.verbatim.api.conversation.MemberRolesChanged;
import io.verbatim.api.conversation.MembersAdded;
import io.verbatim.api.conversation.NoticeView;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands between the messages of groups: that they are called otherwise, and who comes, goes, and does what.
public final class NoticesProjection implements Projection<Notice> {

    static final Set<Class<? extends Event>> NOTICES =
            Set.of(GroupRetitled.class, MembersAdded.class, MemberLeft.class, MemberRolesChanged.class);

    private static final Set<Class<? extends Event>> IGNORED = ignoring();

    @Override
    public DocumentKind<Notice> kind() {
        return Notice.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public boolean insertsOnly() {
        return true;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(Notice.key(ConversationId.ofAggregate(event.aggregateId()), event.position()));
    }

    @Override
    public Notice fold(String key, @Nullable Notice before, RecordedEvent event) {
        if (event.event() instanceof ConversationEvent happened) {
            return new Notice(event.position(), NoticeView.of(happened, event.version(), event.at()));
        }
        throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }

    /// All but the notices.
    private static Set<Class<? extends Event>> ignoring() {
        Set<Class<? extends Event>> ignored = new HashSet<>(
                Ignored.allOf(ConversationEvent.class, AccountEvent.class, PresenceEvent.class, GatewayEvent.class));
        ignored.removeAll(NOTICES);
        return Set.copyOf(ignored);
    }
}
