package io.verbatim.api.presence;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import java.time.Instant;

/// A device has had no connection for longer than the threshold.
///
/// @param uid whose
/// @param device the installation
/// @param gateway the epoch of the gateway that it was connected to
/// @param lastActiveAt when its last connection ended, or was last heard of
public record CloseSession(Uid uid, DeviceId device, String gateway, Instant lastActiveAt) implements PresenceCommand {}
