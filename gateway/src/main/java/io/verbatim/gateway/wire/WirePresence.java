package io.verbatim.gateway.wire;

import io.verbatim.api.presence.PresenceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person's presence.
///
/// @param userId whose, where the answer does not say
/// @param state `online` or `offline`
/// @param lastSeenAt when it was last active
public record WirePresence(
        @Nullable String userId, String state, @Nullable Instant lastSeenAt) {
    public static WirePresence of(@Nullable String userId, PresenceView view) {
        return new WirePresence(userId, view.online() ? "online" : "offline", view.lastSeenAt());
    }
}
