package io.verbatim.query.presence;

import io.verbatim.api.Uid;

/// Who may see whose presence.
@FunctionalInterface
public interface PresenceVisibility {

    /// Everybody sees everybody.
    PresenceVisibility EVERYONE = (viewer, person) -> true;

    /// Whether the viewer may know whether the person is online, and since when not. Asked at every look.
    boolean shows(Uid viewer, Uid person);
}
