/// Copies of the log and the vault together, and back.
@NullMarked
package io.verbatim.standalone.backup;

import org.jspecify.annotations.NullMarked;
