package io.verbatim.api.presence;

import io.verbatim.api.DeviceId;
import java.time.Instant;

/// A device has no connection any more, and did not come back within the threshold.
///
/// @param device the installation
/// @param gateway the epoch of the gateway that it was connected to
/// @param lastActiveAt when its last connection ended, or was last heard of
public record SessionClosed(DeviceId device, String gateway, Instant lastActiveAt) implements PresenceEvent {}
