package io.verbatim.query.profile;

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
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who blocks whom, as the accounts say it.
public final class BlocksProjection implements Projection<Block> {

    private static final Set<Class<? extends Event>> IGNORED = Ignored.allOf(
            ConversationEvent.class,
            PresenceEvent.class,
            GatewayEvent.class,
            AccountRegistered.class,
            AccountDeleted.class,
            DeviceSignedIn.class,
            DeviceSignedOut.class,
            DisplayNameChanged.class,
            LastSeenVisibilityChanged.class,
            PasswordChanged.class);

    @Override
    public DocumentKind<Block> kind() {
        return Block.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(Block.key(ProfileProjection.person(event), person(event)));
    }

    @Override
    public Block fold(String key, @Nullable Block before, RecordedEvent event) {
        return new Block(event.event() instanceof PersonBlocked, event.position());
    }

    @Override
    public List<Row> rows(String key, Block block) {
        return block.blocked() ? List.of(Row.of(Block.row(key), block.position())) : List.of();
    }

    private static Uid person(RecordedEvent event) {
        return switch (event.event()) {
            case PersonBlocked blocked -> blocked.person();
            case PersonUnblocked unblocked -> unblocked.person();
            default -> throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
        };
    }
}
