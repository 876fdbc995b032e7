package io.verbatim.api.presence;

import io.verbatim.api.DeviceId;

/// A device has a connection, after it had none for longer than the threshold.
///
/// @param device the installation
/// @param gateway the epoch of the gateway that it is connected to
public record SessionOpened(DeviceId device, String gateway) implements PresenceEvent {}
