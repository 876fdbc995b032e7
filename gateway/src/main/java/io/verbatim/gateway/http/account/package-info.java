/// Accounts, tokens, profiles.
@NullMarked
package io.verbatim.gateway.http.account;

import org.jspecify.annotations.NullMarked;
