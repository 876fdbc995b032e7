/// Ports of the vault: what is secret or mutable, and therefore not in the log.
@NullMarked
package io.verbatim.api.vault;

import org.jspecify.annotations.NullMarked;
