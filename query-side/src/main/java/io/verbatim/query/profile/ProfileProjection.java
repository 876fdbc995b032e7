package io.verbatim.query.profile;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.account.LastSeenVisibilityChanged;
import io.verbatim.api.account.PasswordChanged;
import io.verbatim.api.account.PersonBlocked;
import io.verbatim.api.account.PersonUnblocked;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The profile of each person.
public final class ProfileProjection implements Projection<Profile> {

    private static final Set<Class<? extends Event>> IGNORED = Ignored.allOf(
            ConversationEvent.class,
            PresenceEvent.class,
            GatewayEvent.class,
            DeviceSignedIn.class,
            DeviceSignedOut.class,
            LastSeenVisibilityChanged.class,
            PasswordChanged.class,
            PersonBlocked.class,
            PersonUnblocked.class);

    @Override
    public DocumentKind<Profile> kind() {
        return Profile.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(Profile.key(person(event)));
    }

    @Override
    public Profile fold(String key, @Nullable Profile before, RecordedEvent event) {
        return switch (event.event()) {
            case AccountRegistered registered -> next(before, registered.displayName(), event);
            case DisplayNameChanged changed -> next(before, changed.displayName(), event);
            case AccountDeleted _ -> next(before, null, event);
            default -> throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
        };
    }

    private static Profile next(@Nullable Profile before, @Nullable Sealed displayName, RecordedEvent event) {
        return before == null
                ? new Profile(1, displayName, event.at().toEpochMilli())
                : new Profile(before.version() + 1, displayName, before.createdAt());
    }

    /// Whose account an event is about.
    static Uid person(RecordedEvent event) {
        return new Uid(AggregateKind.ACCOUNT.nameOf(event.aggregateId()));
    }
}
