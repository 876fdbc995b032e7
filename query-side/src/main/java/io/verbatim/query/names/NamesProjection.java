package io.verbatim.query.names;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Event;
import io.verbatim.api.Handle;
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
import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Sealed;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Ignored;
import io.verbatim.query.projection.Projection;
import io.verbatim.query.projection.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By what people are found. The one projection that opens texts, and hence not of events alone: folded
/// after a key was
/// destroyed, what it sealed is not there.
public final class NamesProjection implements Projection<Names> {

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

    private final Keys keys;
    private final Handles handles;

    public NamesProjection(Keys keys, Handles handles) {
        this.keys = keys;
        this.handles = handles;
    }

    @Override
    public DocumentKind<Names> kind() {
        return Names.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return IGNORED;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        return List.of(Names.key(person(event)));
    }

    @Override
    public Names fold(String key, @Nullable Names before, RecordedEvent event) {
        return switch (event.event()) {
            case AccountRegistered registered -> names(event, registered.displayName());
            case DisplayNameChanged changed -> names(event, changed.displayName());
            case AccountDeleted _ -> new Names(null, null, event.position());
            default -> throw new IllegalArgumentException("event: " + event.event() + " (expected: a known one)");
        };
    }

    @Override
    public List<Row> rows(String key, Names names) {
        String person = DocumentKind.partition(key);
        return names.terms().stream()
                .map(term -> Row.of(Names.row(term, person), names.position()))
                .toList();
    }

    private Names names(RecordedEvent event, Sealed displayName) {
        String name = keys.open(displayName);
        Handle handle = handles.handleOf(person(event));
        return name == null || handle == null
                ? new Names(null, null, event.position())
                : new Names(handle.value(), Names.searched(name), event.position());
    }

    private static Uid person(RecordedEvent event) {
        return new Uid(AggregateKind.ACCOUNT.nameOf(event.aggregateId()));
    }
}
