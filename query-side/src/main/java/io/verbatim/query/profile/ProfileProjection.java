package io.verbatim.query.profile;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The profile of each person.
public final class ProfileProjection implements Projection<Profile> {

    @Override
    public DocumentKind<Profile> kind() {
        return Profile.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return Set.of(
                SessionOpened.class,
                CameOnline.class,
                SessionClosed.class,
                WentOffline.class,
                GatewayLost.class,
                DeviceSignedIn.class,
                DeviceSignedOut.class,
                DirectConversationOpened.class,
                MessageSent.class,
                ReceiptsRecorded.class);
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(Profile.key(new Uid(AggregateKind.ACCOUNT.nameOf(event.aggregateId()))));
    }

    @Override
    public Profile fold(String key, @Nullable Profile before, RecordedEvent event) {
        if (event.event() instanceof AccountRegistered registered) {
            long version = before == null ? 1 : before.version() + 1;
            long createdAt = before == null ? event.at().toEpochMilli() : before.createdAt();
            return new Profile(version, registered.displayName(), createdAt);
        }
        throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
    }
}
