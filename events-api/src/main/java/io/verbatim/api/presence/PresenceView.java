package io.verbatim.api.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person's presence, as a viewer may see it.
///
/// @param online whether it has a session
/// @param lastSeenAt when it was last active; null: it is online, was never, or the viewer may not know
public record PresenceView(boolean online, @Nullable Instant lastSeenAt) {

    /// What everybody is told who may not know.
    public static final PresenceView HIDDEN = new PresenceView(false, null);
}
