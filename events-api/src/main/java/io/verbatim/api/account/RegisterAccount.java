package io.verbatim.api.account;

import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;

/// Makes an account. The vault already holds the handle and the staged credential, so a crash in between leaves nothing
/// blocked: the next attempt takes them over. Answered by [AccountAnswer]; refused with `USER_EXISTS`.
///
/// @param uid the uid that the vault reserved for the handle
/// @param credential the staged credential that shall hold
/// @param displayName sealed under the person's profile key
public record RegisterAccount(Uid uid, String credential, Sealed displayName) implements AccountCommand {}
