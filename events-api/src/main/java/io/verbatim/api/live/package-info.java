/// The live feed: synced events on their way from the log to the gateways.
@NullMarked
package io.verbatim.api.live;

import org.jspecify.annotations.NullMarked;
