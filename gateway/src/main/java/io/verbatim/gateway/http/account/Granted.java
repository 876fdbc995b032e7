package io.verbatim.gateway.http.account;

import io.verbatim.api.Handle;
import io.verbatim.api.vault.RefreshTokens;

/// A device that may have tokens.
///
/// @param grant its refresh token
/// @param handle whose device it is
record Granted(RefreshTokens.Grant grant, Handle handle) {}
