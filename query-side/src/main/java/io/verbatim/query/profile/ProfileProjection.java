package io.verbatim.query.profile;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
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

/// The profile of each person.
public final class ProfileProjection implements Projection<Profile> {

    @Override
    public DocumentKind<Profile> kind() {
        return Profile.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return Set.of(
                DeviceSignedIn.class,
                DeviceSignedOut.class,
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
