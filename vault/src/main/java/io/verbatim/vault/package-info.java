/// The embedded vault: keys, handles and secrets in a small RocksDB beside the log.
@NullMarked
package io.verbatim.vault;

import org.jspecify.annotations.NullMarked;
