package io.verbatim.api.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;

/// Signs a device out. Answered by [AccountAnswer], also when it is signed out already.
///
/// @param uid whose
/// @param device the installation
public record SignOutDevice(Uid uid, DeviceId device) implements AccountCommand {}
