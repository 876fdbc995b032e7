package io.verbatim.api.presence;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.Command;
import io.verbatim.api.Uid;

/// What a person's presence can be asked to do. All are answered by [PresenceAnswer], and repeated change nothing.
public sealed interface PresenceCommand extends Command permits OpenSession, CloseSession, EndSessions {

    Uid uid();

    @Override
    default String aggregateId() {
        return AggregateKind.PRESENCE.idOf(uid().value());
    }
}
