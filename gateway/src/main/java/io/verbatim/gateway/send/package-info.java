/// Messages on their way to the command side.
@NullMarked
package io.verbatim.gateway.send;

import org.jspecify.annotations.NullMarked;
