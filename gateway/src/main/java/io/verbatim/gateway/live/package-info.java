/// The live feed from routers in other processes.
@NullMarked
package io.verbatim.gateway.live;

import org.jspecify.annotations.NullMarked;
