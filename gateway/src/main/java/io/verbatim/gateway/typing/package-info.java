/// Telling others that somebody types.
@NullMarked
package io.verbatim.gateway.typing;

import org.jspecify.annotations.NullMarked;
