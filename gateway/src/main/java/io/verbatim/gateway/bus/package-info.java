/// The way to the command and query sides.
@NullMarked
package io.verbatim.gateway.bus;

import org.jspecify.annotations.NullMarked;
