package io.verbatim.api.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;

/// Makes another credential hold, and signs every other device out. Answered by [AccountAnswer], also when
/// that
/// credential holds already; refused with `BAD_CREDENTIALS` if the former one is not the one that holds.
///
/// @param uid whose
/// @param former the credential in the vault that the present password matched
/// @param next the staged credential that shall hold
/// @param device stays signed in
public record ChangePassword(Uid uid, String former, String next, DeviceId device) implements AccountCommand {}
