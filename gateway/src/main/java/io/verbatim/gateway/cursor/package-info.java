/// Places in the history, as clients keep them.
@NullMarked
package io.verbatim.gateway.cursor;

import org.jspecify.annotations.NullMarked;
