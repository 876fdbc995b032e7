package io.verbatim.api.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;

/// Lets in a device of a person whom an identity provider vouches for: makes the account if there is none,
/// and signs
/// the device in if it is not. Answered by [AccountAnswer]; refused with `SIGNED_OUT` if the account is
/// deleted, with
/// `LIMIT_REACHED` at 50 devices.
///
/// @param uid whose
/// @param device the installation
/// @param displayName what the person is called if there is no account yet, sealed
public record AdmitDevice(Uid uid, DeviceId device, Sealed displayName) implements AccountCommand {}
