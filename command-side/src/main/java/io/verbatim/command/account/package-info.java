/// The aggregate of an account.
@NullMarked
package io.verbatim.command.account;

import org.jspecify.annotations.NullMarked;
