package io.verbatim.query.presence;

import io.verbatim.api.Event;
import io.verbatim.api.record.EventType;
import io.verbatim.api.record.EventTypes;
import java.util.Set;
import java.util.stream.Collectors;

/// Which events are no matter of a view of presence: whatever else there is, or will be.
final class PresenceEvents {

    private PresenceEvents() {}

    static Set<Class<? extends Event>> allBut(Set<Class<? extends Event>> handled) {
        return EventTypes.ALL.stream()
                .<Class<? extends Event>>map(EventType::payload)
                .filter(type -> !handled.contains(type))
                .collect(Collectors.toUnmodifiableSet());
    }
}
