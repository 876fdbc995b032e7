/// Copying the durable stores while they are in use.
@NullMarked
package io.verbatim.api.backup;

import org.jspecify.annotations.NullMarked;
