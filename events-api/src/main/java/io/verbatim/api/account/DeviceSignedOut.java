package io.verbatim.api.account;

import io.verbatim.api.DeviceId;

/// A device is signed out: its tokens no longer hold and its connections end.
///
/// @param device the installation
public record DeviceSignedOut(DeviceId device) implements AccountEvent {}
