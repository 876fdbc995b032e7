package io.verbatim.api.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import org.jspecify.annotations.Nullable;

/// Signs a device in. Answered by [AccountAnswer]; refused with `BAD_CREDENTIALS` if the account does not exist or the
/// credential that the password matched is not the one that holds, with `LIMIT_REACHED` at 50 devices.
///
/// @param uid whose
/// @param credential the credential in the vault that the password matched
/// @param device the installation
/// @param name what its person calls it, sealed
public record SignInDevice(
        Uid uid,
        String credential,
        DeviceId device,
        @Nullable Sealed name) implements AccountCommand {}
