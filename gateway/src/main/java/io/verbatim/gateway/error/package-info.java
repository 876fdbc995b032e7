/// What goes wrong, as the client protocol says it.
@NullMarked
package io.verbatim.gateway.error;

import org.jspecify.annotations.NullMarked;
