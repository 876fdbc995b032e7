package io.verbatim.api.presence;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;

/// A device has a connection.
///
/// @param uid whose
/// @param device the installation
/// @param gateway the epoch of the gateway that it is connected to
public record OpenSession(Uid uid, DeviceId device, String gateway) implements PresenceCommand {}
