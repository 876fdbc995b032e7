package io.verbatim.gateway.http.account;

import io.verbatim.api.vault.Handles;
import io.verbatim.api.vault.Keys;
import io.verbatim.api.vault.Secrets;

/// What of the vault accounts need; all of it may take a disk's time.
record Vault(Keys keys, Handles handles, Secrets secrets) {}
