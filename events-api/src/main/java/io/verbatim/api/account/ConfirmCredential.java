package io.verbatim.api.account;

import io.verbatim.api.Uid;

/// Asks whether a credential is the one that holds, and records nothing. Answered by [AccountAnswer];
/// refused with
/// `BAD_CREDENTIALS` if it is not.
///
/// @param uid whose
/// @param credential the credential in the vault that a password matched
public record ConfirmCredential(Uid uid, String credential) implements AccountCommand {}
