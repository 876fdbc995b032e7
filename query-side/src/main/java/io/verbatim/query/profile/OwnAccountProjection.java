package io.verbatim.query.profile;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.LastSeenVisibilityChanged;
import io.verbatim.api.conversation.ConversationEvent;
import io.verbatim.api.presence.GatewayEvent;
import io.verbatim.api.presence.PresenceEvent;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each person sees of its own account. Takes the version of every event of the account: whoever waits
/// for a
/// version finds there, and in what is written before it, all that the account had said by then.
public final class OwnAccountProjection implements Projection<OwnAccount> {

    private static final Set<Class<? extends Event>> IGNORED =
            Ignored.allOf(ConversationEvent.class, PresenceEvent.class, GatewayEvent.class);

    @Override
    public DocumentKind<OwnAccount> kind() {
        return OwnAccount.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(OwnAccount.key(ProfileProjection.person(event)));
    }

    @Override
    public OwnAccount fold(String key, @Nullable OwnAccount before, RecordedEvent event) {
        OwnAccount account = (before == null ? OwnAccount.NONE : before).at(event.version());
        return switch (event.event()) {
            case DeviceSignedIn signedIn ->
                account.with(signedIn.device(), signedIn.name(), event.at().toEpochMilli());
            case DeviceSignedOut signedOut -> account.without(signedOut.device());
            case LastSeenVisibilityChanged changed -> account.withVisibility(changed.visibility());
            case AccountDeleted _ -> account.withoutDevices();
            default -> account;
        };
    }
}
