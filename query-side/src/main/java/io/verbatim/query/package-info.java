/// The read side: views folded from the log, the questions they answer, and the router of the live feed.
@NullMarked
package io.verbatim.query;

import org.jspecify.annotations.NullMarked;
