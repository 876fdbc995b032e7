/// The router of the live feed.
@NullMarked
package io.verbatim.query.live;

import org.jspecify.annotations.NullMarked;
