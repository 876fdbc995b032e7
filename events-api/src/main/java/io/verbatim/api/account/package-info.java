/// Accounts, their devices and profiles: commands, events, queries and views.
@NullMarked
package io.verbatim.api.account;

import org.jspecify.annotations.NullMarked;
