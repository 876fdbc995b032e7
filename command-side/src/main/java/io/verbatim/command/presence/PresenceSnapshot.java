package io.verbatim.command.presence;

import io.verbatim.api.DeviceId;
import java.time.Instant;
import java.util.List;

/// A [Presence], stored. Revision 1.
///
/// @param uid whose
/// @param sessions those that are open
/// @param online whether the person is online
/// @param lastActiveAt the latest activity of the sessions that were closed
record PresenceSnapshot(String uid, List<Session> sessions, boolean online, Instant lastActiveAt) {

    /// A device on a gateway.
    record Session(DeviceId device, String gateway) {}
}
