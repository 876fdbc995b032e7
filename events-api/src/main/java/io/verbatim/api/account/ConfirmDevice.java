package io.verbatim.api.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;

/// Asks whether a device is signed in, and records nothing. Answered by [AccountAnswer]; refused with `SIGNED_OUT` if
/// it is not.
///
/// @param uid whose
/// @param device the installation
public record ConfirmDevice(Uid uid, DeviceId device) implements AccountCommand {}
